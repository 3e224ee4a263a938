package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketIT {
    @TempDir
    Path folder;

    @Test
    void isServedBesidesTcpAndGoneAtTheEnd() {
        Path socket = folder.resolve("jcorn.sock");
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--bind", "unix:" + socket);
                RawClient client = RawClient.connect(socket)) {
            assertThat(client.get("/plaintext").body()).isEqualTo("Hello, World!");
            assertThat(jcorn.get("/plaintext").body()).isEqualTo("Hello, World!");
            jcorn.signal("TERM");

            assertThat(jcorn.awaitExit()).isZero();
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void belongsToWhomTheSettingsSay() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Path socket = folder.resolve("jcorn.sock");
        try (JcornProcess jcorn = JcornProcess.serving(
                        Built.PROBE, "--bind=unix:" + socket, "--umask=007", "--user=65534", "--group=65533");
                RawClient client = RawClient.connect(socket)) {
            assertThat(client.get("/plaintext").body()).isEqualTo("Hello, World!");
            assertThat(Files.getAttribute(socket, "unix:uid")).isEqualTo(65534);
            assertThat(Files.getAttribute(socket, "unix:gid")).isEqualTo(65533);
            assertThat((int) Files.getAttribute(socket, "unix:mode") & 0777).isEqualTo(0770);
            jcorn.awaitLog("but the workers run as root");
        }
    }
}
