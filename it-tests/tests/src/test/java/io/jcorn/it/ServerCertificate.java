package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of {@code localhost} made by keytool, as a server's file, and clients that trust it. */
final class ServerCertificate {
    private static final String PASSWORD = "a password for tests";

    private final Path file;
    private final TrustManager[] trust;

    private ServerCertificate(Path file) throws GeneralSecurityException, IOException {
        this.file = file;
        KeyStore own = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        this.trust = factory.getTrustManagers();
    }

    /** Makes one. */
    static ServerCertificate in(Path file) throws GeneralSecurityException, IOException, InterruptedException {
        Path log = file.resolveSibling("keytool.log");
        Process keytool = new ProcessBuilder(
                        Processes.JDK.resolve("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1", // what certificates mostly have; longer ones take a JVM several times as long
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost,IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as(() -> "see " + log).isZero();
        return new ServerCertificate(file);
    }

    Path file() {
        return file;
    }

    /** Starts a server that uses {@code file}, which holds this certificate or another that was made here. */
    static JcornProcess serving(Path file, String... options) {
        String[] all = Stream.concat(Stream.of("--certfile", file.toString()), Stream.of(options))
                .toArray(String[]::new);
        return JcornProcess.serving(Map.of("JCORN_KEYFILE_PASSWORD", PASSWORD), Built.PROBE, all);
    }

    /**
     * For clients that trust only this certificate: that a handshake succeeds tells which one the server has. Clients of
     * different contexts know of none of each other's sessions, so that each of their handshakes is a whole one.
     */
    SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("JSSE lacks TLS", e);
        }
    }
}
