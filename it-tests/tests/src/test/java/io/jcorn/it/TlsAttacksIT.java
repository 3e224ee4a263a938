package io.jcorn.it;

import io.jcorn.it.attack.Attack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link AttacksIT}, on what a server does before there is a request. */
class TlsAttacksIT {
    @TempDir
    static Path folder;

    private static JcornProcess jcorn;
    private static Siege siege;

    @BeforeAll
    static void start() throws Exception {
        ServerCertificate certificate = ServerCertificate.in(folder.resolve("server.p12"));
        jcorn = ServerCertificate.serving(certificate.file(), Siege.OPTIONS);
        siege = new Siege(jcorn, () -> RawClient.connect(jcorn.address(), certificate.clientContext()));
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TLS_.*")
    void othersSeeNothingOf(Attack attack) {
        siege.endure(attack);
    }
}
