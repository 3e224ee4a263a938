package io.jcorn.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildExitTest {
    @Test
    void decodesWaitStatuses() {
        assertThat(ChildExit.of(0)).isEqualTo(new ChildExit.Code(0));
        assertThat(ChildExit.of(0x0400)).isEqualTo(new ChildExit.Code(4));
        assertThat(ChildExit.of(0xff00)).isEqualTo(new ChildExit.Code(255));
        assertThat(ChildExit.of(9)).isEqualTo(new ChildExit.Signal(9));
        assertThat(ChildExit.of(0x80 | 11)).as("with a core dump").isEqualTo(new ChildExit.Signal(11));
    }

    @Test
    void namesSignals() {
        assertThat(UnixSignal.nameOf(9)).isEqualTo("SIGKILL");
        assertThat(UnixSignal.nameOf(99)).isEqualTo("signal 99");
    }
}
