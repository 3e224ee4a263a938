package io.jcorn.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {
    @TempDir
    Path folder;

    @Test
    void isAValidCertificateForThisMachineThatSignedItself() throws Exception {
        Path file = folder.resolve("work/self-signed.pem");
        SelfSigned.ensure(file);
        X509Certificate certificate =
                PemFile.read("certfile", file).certificates("certfile").get(0);
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=localhost");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isKeptWhileItIsGoodAndMadeAnewElse() throws Exception {
        Path file = folder.resolve("self-signed.pem");
        SelfSigned.ensure(file);
        String first = Files.readString(file);
        SelfSigned.ensure(file);
        assertThat(file).hasContent(first);
        Files.writeString(file, "damaged");
        SelfSigned.ensure(file);
        assertThat(PemFile.read("certfile", file).certificates("certfile")).hasSize(1);
    }
}
