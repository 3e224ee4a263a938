package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseMemoryTest {
    private static final int LIMIT = 1 << 20;

    private final ResponseMemory memory = new ResponseMemory(160 << 20);

    @Test
    void leavesEachItsLimitWhileThereIsPlenty() {
        memory.add(10 << 20);
        assertThat(memory.share(LIMIT)).isEqualTo(LIMIT);
    }

    @Test
    void leavesEachLittleOnceItIsScarce() {
        memory.add((10 << 20) + 1);
        assertThat(memory.share(LIMIT)).isEqualTo(ResponseBuffer.DEFAULT_BYTES);
        assertThat(memory.share(100)).isEqualTo(100);
    }

    @Test
    void isPlentyAgainWhenClientsHaveTakenTheirs() {
        memory.add(11 << 20);
        memory.add(-(1 << 20));
        assertThat(memory.share(LIMIT)).isEqualTo(LIMIT);
    }
}
