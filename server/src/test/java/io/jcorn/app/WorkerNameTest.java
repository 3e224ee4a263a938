package io.jcorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerNameTest {
    @Test
    void isReadAsItIsWritten() {
        WorkerName name = WorkerName.of("jcorn-8237", 3);
        assertThat(WorkerName.parse(name.toString())).contains(name);
        assertThat(name.isAlive()).isTrue();
    }

    @Test
    void isNotAliveAsAnotherProcessWithThePid() {
        WorkerName self = WorkerName.of("jcorn-8237", 3);
        assertThat(new WorkerName("jcorn-8237", 3, self.pid(), self.startMillis() - 60_000).isAlive())
                .isFalse();
        assertThat(new WorkerName("jcorn-8237", 3, 999_999_999, self.startMillis()).isAlive())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a:1:2", "../x:1:2:3", "a:1:2:3:4", "a:-1:2:3", "a:x:2:3", "a:1:99999999999999999999:3"})
    void isNothingElse(String text) {
        assertThat(WorkerName.parse(text)).isEmpty();
    }
}
