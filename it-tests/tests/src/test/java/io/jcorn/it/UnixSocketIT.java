package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

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
}
