package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidfileIT {
    @TempDir
    Path folder;

    @Test
    void holdsTheArbitersPidWhileItLives() throws IOException {
        Path pidfile = folder.resolve("jcorn.pid");
        try (JcornProcess jcorn = JcornProcess.serving(Built.DEMO, "--pid", pidfile.toString())) {
            assertThat(pidfile).content().isEqualTo(jcorn.pid() + "\n");
            jcorn.signal("TERM");

            assertThat(jcorn.awaitExit()).isZero();
            assertThat(pidfile).doesNotExist();
        }
    }

    @Test
    void ofALivingServerKeepsASecondOneFromStarting() {
        Path pidfile = folder.resolve("jcorn.pid");
        try (JcornProcess first = JcornProcess.serving(Built.DEMO, "--pid", pidfile.toString());
                JcornProcess second = JcornProcess.launch(
                        Map.of(),
                        List.of("--bind", "127.0.0.1:0", "--pid", pidfile.toString(), Built.DEMO.toString()))) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.log()).contains("jcorn.pid");
            assertThat(pidfile).content().isEqualTo(first.pid() + "\n");
        }
    }

    @Test
    void ofADeadServerIsTakenOver() throws IOException {
        Path pidfile = folder.resolve("jcorn.pid");
        try (JcornProcess first = JcornProcess.serving(Built.DEMO, "--pid", pidfile.toString())) {
            first.signal("KILL");
            first.awaitExit();
        }
        try (JcornProcess second = JcornProcess.serving(Built.DEMO, "--pid", pidfile.toString())) {
            assertThat(pidfile).content().isEqualTo(second.pid() + "\n");
        }
    }
}
