package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManualTest {
    /** Tests run in the module's folder. */
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("jcorn.manual.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, Manual.text());
        }
        assertThat(PAGE)
                .as("stale; write it anew with -Dtest=ManualTest -Djcorn.manual.write=true")
                .hasContent(Manual.text());
    }
}
