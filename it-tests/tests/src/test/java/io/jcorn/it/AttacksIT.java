package io.jcorn.it;

import io.jcorn.it.attack.Attack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void slowHeads() {
        siege.endure(Attack.SLOW_HEADS);
    }

    @Test
    void slowBodies() {
        siege.endure(Attack.SLOW_BODIES);
    }

    @Test
    void bodiesJustFastEnough() {
        siege.endure(Attack.BODIES_JUST_FAST_ENOUGH);
    }

    @Test
    void slowReads() {
        siege.endure(Attack.SLOW_READS);
    }

    @Test
    void idleConnections() {
        siege.endure(Attack.IDLE_CONNECTIONS);
    }

    @Test
    void pipelinedRequests() {
        siege.endure(Attack.PIPELINED_REQUESTS);
    }

    @Test
    void hugeHeads() {
        siege.endure(Attack.HUGE_HEADS);
    }

    @Test
    void chunkExtensions() {
        siege.endure(Attack.CHUNK_EXTENSIONS);
    }

    @Test
    void gzipBombs() {
        siege.endure(Attack.GZIP_BOMBS);
    }
}
