package io.jcorn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ServerArgumentsTest {
    private static final Path WAR = Path.of("/target/app.loose");

    private final Properties userProperties = new Properties();

    @Test
    void areThePomsSettingsAndTheApplication() {
        assertThat(ServerArguments.of("/", WAR, Map.of("workers", "2", "bind", ":0"), userProperties))
                .containsExactly("--bind=:0", "--workers=2", "--app=/=/target/app.loose");
    }

    @Test
    void takeTheCommandLineBeforeThePom() {
        userProperties.setProperty("jcorn.workers", "4");
        userProperties.setProperty("jcorn.contextPath", "/shop");

        assertThat(ServerArguments.of("/", WAR, Map.of("workers", "2"), userProperties))
                .containsExactly("--workers=4", "--app=/shop=/target/app.loose");
    }

    @Test
    void passOnANameThatTheServerMayNotKnow() {
        userProperties.setProperty("jcorn.wokers", "4");

        assertThat(ServerArguments.of("/", WAR, Map.of(), userProperties)).contains("--wokers=4");
    }

    @Test
    void repeatASettingWhoseValueHasSeveralLines() {
        assertThat(ServerArguments.of("/", WAR, Map.of("bind", "\n  :0\n  unix:a\n"), userProperties))
                .startsWith("--bind=:0", "--bind=unix:a");
    }

    @Test
    void leaveOutWhatIsThePluginsOwnOrNotJcorns() {
        userProperties.setProperty("jcorn.skip", "false");
        userProperties.setProperty("skipTests", "true");

        assertThat(ServerArguments.of("/", WAR, Map.of(), userProperties)).hasSize(1);
    }
}
