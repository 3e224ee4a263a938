package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a HUP finds broken is told in one line, and the old generation serves on. */
class ReloadOntoSomethingBrokenIT {
    private static final int ANSWERS_BETWEEN = 500;

    @TempDir
    Path folder;

    @Test
    void keepsTheOldWorkersIfAListenerThrows() throws IOException {
        Path marker = folder.resolve("fail");
        try (JcornProcess jcorn =
                JcornProcess.serving(Map.of("PROBE_FAIL_IF", marker.toString()), Built.PROBE, "--workers", "2")) {
            Set<Long> before = jcorn.awaitWorkers(2);
            Files.createFile(marker);
            hupUnderLoad(jcorn, "\\[ERROR].*no database");

            assertThat(jcorn.awaitWorkers(2)).isEqualTo(before);
        }
    }

    @Test
    void keepsTheOldWorkersIfTheWarIsTruncatedAndTakesTheNextGoodOne() throws IOException {
        Path war = Files.copy(Built.PROBE, folder.resolve("app.war"));
        byte[] whole = Files.readAllBytes(war);
        try (JcornProcess jcorn = JcornProcess.serving(war, "--workers", "2")) {
            Set<Long> before = jcorn.awaitWorkers(2);
            replace(war, Arrays.copyOf(whole, whole.length / 2));
            hupUnderLoad(jcorn, "\\[ERROR].*app\\.war");
            assertThat(jcorn.awaitWorkers(2)).isEqualTo(before);

            replace(war, whole);
            jcorn.signal("HUP");
            jcorn.awaitOthersThan(before);
            jcorn.awaitWorkers(2);
        }
    }

    @Test
    void keepsTheOldWorkersIfTheConfigurationHasAnUnknownKey() throws IOException {
        Path config = Files.writeString(folder.resolve("jcorn.toml"), "workers = 2\n");
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--config", config.toString())) {
            Set<Long> before = jcorn.awaitWorkers(2);
            Files.writeString(config, "wokers = 3\n");
            hupUnderLoad(jcorn, "\\[ERROR].*wokers.*workers");

            assertThat(jcorn.awaitWorkers(2)).isEqualTo(before);
        }
    }

    private static void hupUnderLoad(JcornProcess jcorn, String reason) {
        try (Load load = Load.on(jcorn, "/plaintext", 4)) {
            load.awaitMore(ANSWERS_BETWEEN);
            jcorn.signal("HUP");
            jcorn.awaitLog(reason);
            load.awaitMore(ANSWERS_BETWEEN);
            assertThat(load.stop().failures()).isEmpty();
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path other = Files.write(file.resolveSibling("other"), bytes);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
