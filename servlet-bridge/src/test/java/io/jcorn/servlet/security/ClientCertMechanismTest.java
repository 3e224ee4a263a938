package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.realm.Realms;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §13.6.4. */
class ClientCertMechanismTest {
    /** Of CN=Carol, O=Acme, C=DE; signed by itself. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBrjCCAVWgAwIBAgIUTiKBDQWHpUR3A9PXhP65+14ovvAwCgYIKoZIzj0EAwIw
            LDEOMAwGA1UEAwwFQ2Fyb2wxDTALBgNVBAoMBEFjbWUxCzAJBgNVBAYTAkRFMCAX
            DTI2MTEyNjA1MTkzM1oYDzIxMjYxMTAyMDUxOTMzWjAsMQ4wDAYDVQQDDAVDYXJv
            bDENMAsGA1UECgwEQWNtZTELMAkGA1UEBhMCREUwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQn70UcQS2brzqE/hBfTzKrRWHW+DUJucmGDOSSueTUy2JK3qVUyK/l
            y/A07XFnk4RB7cAnojYBcVIpR0tNPZHro1MwUTAdBgNVHQ4EFgQUZXqkFNh24djY
            +C+4nJQ/sc7gCWEwHwYDVR0jBBgwFoAUZXqkFNh24djY+C+4nJQ/sc7gCWEwDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiA5gcs+EaG2i2CBPy8ky49J
            aqfLKtyj4+L1PX7+QbcfeQIgK3us0QRNhwdPYmhg6+w8Raqt693qZ2gxkcPJPsRr
            9lk=
            -----END CERTIFICATE-----
            """;

    /** Puts the certificate where the connection's TLS side does. */
    public static final class Tls implements ServletRequestListener {
        @Override
        public void requestInitialized(ServletRequestEvent event) {
            if (event.getServletRequest().getParameter("cert") != null)
                event.getServletRequest()
                        .setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate()});
        }
    }

    private static X509Certificate certificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(CERTIFICATE.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.cert.CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    @AfterEach
    void printAgain() {
        log.close();
    }

    @Test
    void knowsTheSubjectOfACertificate() throws Exception {
        Path users = Files.writeString(root.resolve("certified"), "c=de, o=Acme,cn=Carol:*:staff\n");
        Files.setPosixFilePermissions(users, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        try (TestApp app = Secured.app(root, new LoginConfig("CLIENT-CERT", null, null, null))
                .listener(Tls.class)
                .start()) {
            assertThat(app.client().get("/shop/staff/x?cert=1").status())
                    .as("nobody's")
                    .isEqualTo(403);
        }
        try (TestApp app = Secured.app(root, new LoginConfig("CLIENT-CERT", null, null, null))
                .users(Realms.open(Map.of("users", users.toString())), Map.of())
                .listener(Tls.class)
                .start()) {
            Client client = app.client();

            assertThat(client.get("/shop/staff/x?cert=1").body())
                    .startsWith("GET /staff/x by c=de, o=Acme,cn=Carol CLIENT_CERT");
            assertThat(client.get("/shop/staff/x").status()).isEqualTo(403);
            assertThat(client.get("/shop/admin/x?cert=1").status()).isEqualTo(403);
        }
    }
}
