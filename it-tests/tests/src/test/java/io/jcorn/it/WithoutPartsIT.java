package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation from which the optional parts were deleted. */
class WithoutPartsIT {
    private static final List<String> PARTS = List.of("lib/jsp", "lib/websocket", "lib/datasource");

    @TempDir
    Path home;

    private List<String> jcorn() throws IOException {
        Path installed = Built.JCORN.getParent().getParent();
        try (Stream<Path> files = Files.walk(installed)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = installed.relativize(file);
                if (PARTS.stream().anyMatch(relative::startsWith)) continue;
                Path copy = home.resolve(relative);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return List.of(home.resolve("bin/jcorn").toString(), "--bind", "127.0.0.1:0", Built.JSP.toString());
    }

    @Test
    void saysThatItRunsNoPages() throws IOException {
        try (JcornProcess jcorn = JcornProcess.launchCommand(Map.of(), jcorn(), Built.TARGET.toFile())) {
            jcorn.awaitLog("is ready");

            HttpAnswer answer = jcorn.get("/index.jsp");
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.body()).contains("JSP pages are not supported");
            assertThat(jcorn.get("/hello").status()).isEqualTo(404);
            assertThat(jcorn.log()).contains("servlet hello: JSP pages are not supported");
        }
    }
}
