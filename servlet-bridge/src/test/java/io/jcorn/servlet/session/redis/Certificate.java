package io.jcorn.servlet.session.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate of {@code localhost}, as {@code key.pem} and {@code cert.pem} for redis-server and as {@code trust.p12} for
 * a JVM.
 */
public final class Certificate {
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    private final Path folder;

    private Certificate(Path folder) {
        this.folder = folder;
    }

    public static Certificate in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Certificate certificate = new Certificate(folder);
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        certificate.store())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool failed, see " + folder.resolve("keytool.log"));
        }
        KeyStore made = KeyStore.getInstance(Path.of(certificate.store()).toFile(), PASSWORD.toCharArray());
        certificate.write(
                "key.pem",
                "PRIVATE KEY",
                made.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        certificate.write(
                "cert.pem", "CERTIFICATE", made.getCertificate("redis").getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", made.getCertificate("redis"));
        try (var out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return certificate;
    }

    private void write(String file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n" + MIME.encodeToString(bytes) + "\n-----END " + what + "-----\n");
    }

    private String store() {
        return folder.resolve("redis.p12").toString();
    }

    /** The options of a redis-server that has it. */
    public List<String> options(int port) {
        return List.of(
                "--tls-port",
                "" + port,
                "--tls-cert-file",
                folder.resolve("cert.pem").toString(),
                "--tls-key-file",
                folder.resolve("key.pem").toString(),
                "--tls-auth-clients",
                "no");
    }

    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    public String password() {
        return PASSWORD;
    }
}
