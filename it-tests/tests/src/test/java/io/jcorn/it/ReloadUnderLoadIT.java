package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReloadUnderLoadIT {
    private static final int ROUNDS = Endurance.times(4, 20);
    private static final int ANSWERS_BETWEEN = 500;

    @Test
    void hupLosesNoRequest() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2");
                Load load = Load.on(jcorn, "/plaintext", 8)) {
            Set<Long> before = jcorn.awaitWorkers(2);
            for (int round = 0; round < ROUNDS; round++) {
                load.awaitMore(ANSWERS_BETWEEN);
                jcorn.signal("HUP");
                before = awaitOtherWorkers(jcorn, before);
            }
            load.awaitMore(ANSWERS_BETWEEN);

            assertThat(load.stop().failures()).as("of %s", load).isEmpty();
        }
    }

    private static Set<Long> awaitOtherWorkers(JcornProcess jcorn, Set<Long> before) {
        jcorn.awaitOthersThan(before);
        return jcorn.awaitWorkers(2);
    }
}
