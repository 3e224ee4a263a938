package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people add to applications to look into them. */
class ServesConsolesIT {
    @TempDir
    static Path folder;

    private static JcornProcess jcorn;

    private final Visitor visitor = new Visitor(jcorn);

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.CONSOLES, "--jvm-opt", "-Djavamelody.storage-directory=" + folder);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void theH2ConsoleAsksForALogin() {
        String login = Token.H2_LOGIN.in(visitor.get("/h2/"));

        assertThat(visitor.get("/h2/" + login).body()).contains("JDBC URL");
    }

    @Test
    void javaMelodyCountsRequests() {
        visitor.get("/index.html");

        HttpAnswer page = visitor.get("/monitoring");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("JavaMelody").contains("/index.html GET");
    }

    @Test
    void jolokiaReadsAnAttribute() {
        HttpAnswer read = visitor.post(
                "/jolokia/",
                "application/json",
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SpecVersion\"}");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).contains("\"status\":200").contains("\"value\":\"");
    }
}
