package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate made by keytool: what goes over it, and what becomes of it when HUP finds another. */
class TlsIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void servesOverTlsAndRefusesPlainHttp() throws Exception {
        ServerCertificate certificate = certificate("server.p12");
        try (JcornProcess jcorn = ServerCertificate.serving(certificate.file())) {
            HttpClient client = clientThatTrusts(certificate);

            assertThat(get(client, jcorn, "/connection")).endsWith("/connection true " + port(jcorn));
            assertThat(get(client, jcorn, "/big?bytes=" + 5 * MEGABYTE)).hasSize(5 * MEGABYTE);

            byte[] body = new byte[MEGABYTE];
            new Random(1).nextBytes(body);
            HttpRequest upload = HttpRequest.newBuilder(uri(jcorn, "/echo"))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> echo = client.send(upload, BodyHandlers.ofByteArray());
            assertThat(echo.body()).isEqualTo(body);

            HttpAnswer plain = jcorn.get("/plaintext");
            assertThat(plain.status()).isEqualTo(400);
            assertThat(plain.body()).contains("this port speaks TLS");
        }
    }

    @Test
    void whoeverHandsTheRequestOverTheServletSeesTheClientsTls() throws Exception {
        ServerCertificate certificate = certificate("server.p12");
        try (JcornProcess jcorn = ServerCertificate.serving(certificate.file(), "--workers", "2")) {
            jcorn.awaitWorkers(2);
            HttpClient first = clientThatTrusts(certificate);
            String owner = get(first, jcorn, "/pid");
            String cookie = first.send(
                            HttpRequest.newBuilder(uri(jcorn, "/live/open")).build(), BodyHandlers.ofString())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            Set<String> workers = new HashSet<>();
            while (workers.size() < 2) {
                HttpClient client = clientThatTrusts(certificate);
                workers.add(get(client, jcorn, "/pid"));
                HttpRequest request = HttpRequest.newBuilder(uri(jcorn, "/live"))
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).body())
                        .startsWith("live=" + owner + ":")
                        .contains(" url=https://localhost:" + port(jcorn) + "/live tls=TLS_");
            }
        }
    }

    @Test
    void keepsTheCertificateIfTheNextIsBadAndTakesTheNextGoodOne() throws Exception {
        ServerCertificate first = certificate("first.p12");
        ServerCertificate second = certificate("second.p12");
        Path used = Files.copy(first.file(), folder.resolve("used.p12"));
        try (JcornProcess jcorn = ServerCertificate.serving(used)) {
            Set<Long> before = jcorn.awaitWorkers(1);
            Files.writeString(used, "no certificate\n");
            jcorn.signal("HUP");
            jcorn.awaitLog("\\[ERROR].*certfile.*used\\.p12");
            assertThat(get(clientThatTrusts(first), jcorn, "/plaintext")).isEqualTo("Hello, World!");
            assertThat(jcorn.workers()).isEqualTo(before);

            Files.copy(second.file(), used, StandardCopyOption.REPLACE_EXISTING);
            jcorn.signal("HUP");
            jcorn.awaitOthersThan(before);
            jcorn.awaitWorkers(1);
            assertThat(get(clientThatTrusts(second), jcorn, "/plaintext")).isEqualTo("Hello, World!");
        }
    }

    @Test
    void takesAChangedCertificateWithoutLosingAConnectionAndNoBadOne() throws Exception {
        ServerCertificate first = certificate("first.p12");
        ServerCertificate second = certificate("second.p12");
        Path used = Files.copy(first.file(), folder.resolve("used.p12"));
        try (JcornProcess jcorn = ServerCertificate.serving(used)) {
            Set<Long> workers = jcorn.awaitWorkers(1);
            HttpClient open = clientThatTrusts(first);
            String connection = get(open, jcorn, "/connection");

            Files.writeString(used, "no certificate\n");
            jcorn.awaitLog("\\[ERROR] Certificates not reloaded, the old ones stay: certfile: .*used\\.p12");
            assertThat(get(clientThatTrusts(first), jcorn, "/plaintext")).isEqualTo("Hello, World!");

            Files.copy(second.file(), used, StandardCopyOption.REPLACE_EXISTING);
            jcorn.awaitLog("Certificates reloaded");
            assertThat(get(clientThatTrusts(second), jcorn, "/plaintext")).isEqualTo("Hello, World!");
            assertThat(get(open, jcorn, "/connection"))
                    .as("on the same connection")
                    .isEqualTo(connection);
            assertThat(jcorn.workers()).isEqualTo(workers);
        }
    }

    @Test
    void tellsBeforeTheStartWhatIsWrongWithACertificate() throws Exception {
        Path certificate = certificate("server.p12").file();
        for (String action : List.of("--check-config", "--workers=1")) {
            try (JcornProcess jcorn = JcornProcess.launch(
                    Map.of("JCORN_KEYFILE_PASSWORD", "wrong"),
                    List.of(action, "--certfile", certificate.toString(), Built.PROBE.toString()))) {
                assertThat(jcorn.awaitExit()).isEqualTo(1);
                assertThat(jcorn.log())
                        .isEqualTo("jcorn: certfile: keyfile-password is not that of " + certificate + "\n");
            }
        }
    }

    private ServerCertificate certificate(String name) throws Exception {
        return ServerCertificate.in(folder.resolve(name));
    }

    private static HttpClient clientThatTrusts(ServerCertificate certificate) {
        return HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
    }

    private static String get(HttpClient client, JcornProcess jcorn, String target) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(jcorn, target)).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI uri(JcornProcess jcorn, String target) {
        return URI.create("https://localhost:" + port(jcorn) + target);
    }

    private static int port(JcornProcess jcorn) {
        return jcorn.address().getPort();
    }
}
