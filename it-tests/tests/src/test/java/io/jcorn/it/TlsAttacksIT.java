package io.jcorn.it;

import io.jcorn.it.attack.Attack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void handshakes() {
        siege.endure(Attack.TLS_HANDSHAKES);
    }

    @Test
    void halfHandshakes() {
        siege.endure(Attack.TLS_HALF_HANDSHAKES);
    }
}
