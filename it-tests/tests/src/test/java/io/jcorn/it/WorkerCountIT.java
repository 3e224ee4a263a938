package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerCountIT {
    private static final int ROUNDS = Endurance.times(1, 10);
    private static final int ANSWERS_BETWEEN = 500;

    @Test
    void ttinAddsAWorkerAndTtouRemovesOneAndNoRequestIsLost() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "1");
                Load load = Load.on(jcorn, "/plaintext", 8)) {
            load.awaitMore(ANSWERS_BETWEEN);
            for (int round = 0; round < ROUNDS; round++) {
                jcorn.signal("TTIN");
                jcorn.awaitWorkers(2);
                jcorn.signal("TTIN");
                jcorn.awaitWorkers(3);
                load.awaitMore(ANSWERS_BETWEEN);
                jcorn.signal("TTOU");
                jcorn.awaitWorkers(2);
                jcorn.signal("TTOU");
                jcorn.awaitWorkers(1);
                load.awaitMore(ANSWERS_BETWEEN);
            }

            assertThat(load.stop().failures()).as("of %s", load).isEmpty();
        }
    }

    @Test
    void ttouLeavesTheLastWorker() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "1")) {
            var worker = jcorn.awaitWorkers(1);
            jcorn.signal("TTOU");
            jcorn.awaitLog("Handling signal: ttou"); // a JVM that gets several at once takes them in its own order
            jcorn.signal("TTIN");
            assertThat(jcorn.awaitWorkers(2)).containsAll(worker);
        }
    }
}
