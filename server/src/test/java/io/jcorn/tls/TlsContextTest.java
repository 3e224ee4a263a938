package io.jcorn.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and keys as OpenSSL writes them. */
class TlsContextTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws Exception {
        assumeThat(Path.of("/usr/bin/openssl")).isExecutable();
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -days 2 -subj /CN=rsa");
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.key -out ec.pem -days 2 -subj /CN=ec");
        openssl("rsa -in rsa.key -traditional -out pkcs1.key");
        openssl("rsa -in rsa.key -traditional -aes128 -passout pass:secret -out old.key");
        openssl("pkcs8 -topk8 -in rsa.key -passout pass:secret -out encrypted.key");
        openssl("pkcs12 -export -in ec.pem -inkey ec.key -passout pass:secret -out ec.p12");
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("ec.key")) + Files.readString(folder.resolve("ec.pem")));
        Files.writeString(folder.resolve("empty.pem"), "nothing");
        Files.writeString(
                folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(
                folder.resolve("garbage.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("garbage.p12"), "0123456789");
    }

    private static void openssl(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(arguments).isZero();
    }

    private static Config config(String certfile, String keyfile, String password) throws ConfigException {
        Map<String, String> texts = new HashMap<>();
        texts.put("certfile", folder.resolve(certfile).toString());
        if (keyfile != null) {
            texts.put("keyfile", folder.resolve(keyfile).toString());
        }
        if (password != null) {
            texts.put("keyfile-password", password);
        }
        return Config.of(texts);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa.key,",
        "rsa.pem, pkcs1.key,",
        "rsa.pem, encrypted.key, secret",
        "ec.pem, ec.key,",
        "both.pem, ,",
        "ec.p12, , secret"
    })
    void takesKeysInAllForms(String certfile, String keyfile, String password) throws Exception {
        assertThat(TlsContext.of(config(certfile, keyfile, password)).engine().getUseClientMode())
                .isFalse();
    }

    @Test
    void prefersAesWith128Bits() {
        assertThat(TlsContext.quickFirst(List.of(
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_RSA_WITH_AES_128_GCM_SHA256")))
                .containsExactly(
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_RSA_WITH_AES_128_GCM_SHA256");
    }

    @Test
    void isNotAskedForWithoutCertificate() throws Exception {
        assertThat(Config.of(Map.of()).isTls()).isFalse();
        assertThat(Config.of(Map.of("self-signed", "true")).isTls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing.pem | rsa.key       |        | missing.pem can't be read: there is no such file
            rsa.pem     | missing.key   |        | missing.key can't be read: there is no such file
            .           | rsa.key       |        | can't be read: Is a directory
            empty.pem   | rsa.key       |        | there is no certificate in
            garbage.pem | rsa.key       |        | garbage.pem is damaged
            rsa.pem     | garbage.key   |        | garbage.key can't be read
            garbage.p12 |               |        | garbage.p12 is neither PEM nor PKCS #12
            rsa.pem     |               |        | there is no private key in
            rsa.pem     | ec.key        |        | is not that of the certificate in
            rsa.pem     | encrypted.key |        | give keyfile-password
            rsa.pem     | encrypted.key | wrong  | keyfile-password is wrong
            rsa.pem     | old.key       | secret | convert it: openssl pkcs8 -topk8
            ec.p12      |               | wrong  | keyfile-password is not that of
            ec.p12      |               |        | keyfile-password is not that of
            """)
    void tellsWhatIsWrong(String certfile, String keyfile, String password, String message) {
        assertThatThrownBy(() -> TlsContext.of(config(certfile, keyfile, password)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            self-signed  | true         | there is a certfile as well
            ciphers      | TLS_NONSENSE | is not known
            tls-versions | TLSv1.1      | is not known; give some of TLSv1.2, TLSv1.3
            cert-reqs    | 2            | need ca-certs
            """)
    void checksItsSettings(String setting, String value, String message) {
        Map<String, String> texts =
                Map.of("certfile", folder.resolve("both.pem").toString(), setting, value);
        assertThatThrownBy(() -> TlsContext.of(Config.of(texts)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
