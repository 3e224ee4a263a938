package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenPluginIT {
    @Test
    void servesWhatIsCompiledAndEndsAsASuccessByCtrlC() {
        try (JcornProcess maven = MavenProject.named("war").mvn("jcorn:run")) {
            assertThat(maven.get("/shop/hello").body()).isEqualTo("Hello from target/classes");
            assertThat(maven.get("/shop/").body()).contains("The shop");
            maven.signal("INT");

            assertThat(maven.awaitExit()).isZero();
            assertThat(maven.log()).contains("BUILD SUCCESS");
            maven.awaitNothingLeft();
        }
    }

    @Test
    void takesSettingsFromTheCommandLineBeforeThoseOfThePom() {
        try (JcornProcess maven =
                MavenProject.named("war").mvn("jcorn:run", "-Djcorn.workers=1", "-Djcorn.contextPath=/")) {
            assertThat(maven.get("/hello").status()).isEqualTo(200);
            maven.awaitLog("Booting worker with pid");

            assertThat(maven.timesLogged("Booting worker with pid")).isEqualTo(1);
        }
    }

    @Test
    void leavesNoProcessIfMavenIsKilled() {
        try (JcornProcess maven = MavenProject.named("war").mvn("jcorn:run")) {
            assertThat(maven.get("/shop/hello").status()).isEqualTo(200);
            maven.signal("KILL");

            maven.awaitExit();
            maven.awaitNothingLeft();
        }
    }

    @Test
    void failsTheBuildWithTheServersReason() {
        try (JcornProcess maven = MavenProject.named("war").mvn("jcorn:run", "-Djcorn.wokers=3")) {
            assertThat(maven.awaitExit()).isEqualTo(1);
            assertThat(maven.log()).containsPattern("\\[ERROR] Failed to execute goal .*wokers.*workers");
            maven.awaitNothingLeft();
        }
    }

    @Test
    void servesAReactorWithoutPackagingAndWithoutAPomThatNamesIt() {
        try (JcornProcess maven = MavenProject.named("reactor").mvn(MavenProject.RUN, "-Djcorn.bind=127.0.0.1:0")) {
            assertThat(maven.get("/oak").body()).isEqualTo("Oak[acorns=7]");
            assertThat(maven.timesLogged("not a war project")).isEqualTo(2);
            maven.signal("TERM");

            maven.awaitExit();
            maven.awaitNothingLeft();
        }
    }
}
