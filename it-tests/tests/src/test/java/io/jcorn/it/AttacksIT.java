package io.jcorn.it;

import io.jcorn.it.attack.Attack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Others than the attacker see nothing of it. One server endures it all. */
class AttacksIT {
    private static JcornProcess jcorn;
    private static Siege siege;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.PROBE, Siege.OPTIONS);
        siege = new Siege(jcorn, jcorn::connect);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TLS_.*")
    void othersSeeNothingOf(Attack attack) {
        siege.endure(attack);
    }
}
