package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that speak TLS, over real sockets, with the JDK's own client. */
@Timeout(120)
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("server", "san=dns:localhost", "RSA");
        keytool("other", "san=dns:other.example,dns:*.shop.example", "EC");
        keytool("client", "san=dns:client", "EC");
    }

    private static void keytool(String name, String extension, String algorithm) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-keyalg",
                        algorithm,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store(name).toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var certificate = load(name).getCertificate(name);
        Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private static KeyStore load(String name) throws Exception {
        return KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
    }

    private static TestWorker worker(Map<String, String> settings, TestWorker.Handler handler) throws Exception {
        Map<String, String> all = new HashMap<>(
                Map.of("certfile", store("server") + "\n" + store("other"), "keyfile-password", PASSWORD));
        all.putAll(settings);
        return new TestWorker(all, handler);
    }

    private static Outcome text(Exchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    private static Outcome echo(Exchange exchange) throws IOException {
        byte[] block = new byte[70_000];
        exchange.response().head().set("Content-Length", exchange.request().field("Content-Length"));
        for (int n; (n = exchange.body().read(block, 0, block.length)) >= 0; ) {
            exchange.response().write(block, 0, n);
        }
        return Outcome.DONE;
    }

    private static TrustManager[] trust(String... names) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : names) {
            trusted.setCertificateEntry(name, load(name).getCertificate(name));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static SSLContext trusting(String... names) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(names), null);
        return context;
    }

    private static SSLContext showing(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust("server", "other"), null);
        return context;
    }

    /** A certificate of an issuer that the server doesn't ask for, which JSSE's own key manager would not show. */
    private static SSLContext showingUnasked(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name), PASSWORD.toCharArray());
        X509KeyManager own = (X509KeyManager) keys.getKeyManagers()[0];
        X509ExtendedKeyManager always = new X509ExtendedKeyManager() {
            @Override
            public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
                return name;
            }

            @Override
            public X509Certificate[] getCertificateChain(String alias) {
                return own.getCertificateChain(alias);
            }

            @Override
            public PrivateKey getPrivateKey(String alias) {
                return own.getPrivateKey(alias);
            }

            @Override
            public String[] getClientAliases(String keyType, Principal[] issuers) {
                return null;
            }

            @Override
            public String[] getServerAliases(String keyType, Principal[] issuers) {
                return null;
            }

            @Override
            public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
                return null;
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {always}, trust("server", "other"), null);
        return context;
    }

    private static SSLSocket connect(SSLContext context, TestWorker worker) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(worker.address().getAddress(), worker.address().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a response that has a Content-Length; returns its body. */
    private static String response(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            assertThat(b).as(() -> "the end after " + head).isNotNegative();
            head.append((char) b);
        }
        int at = head.indexOf("Content-Length: ") + 16;
        int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesManyRequestsOnAConnection(String version) throws Exception {
        try (TestWorker worker = worker(
                        Map.of("tls-versions", version),
                        e -> text(
                                e,
                                e.connection().tls().protocol() + " "
                                        + e.connection().secure()));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (int i = 0; i < 200; i++) {
                send(client, GET);
                assertThat(response(in)).isEqualTo(version + " true");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientResumesItsSession(String version) throws Exception {
        SSLContext client = trusting("server", "other");
        try (TestWorker worker = worker(Map.of("tls-versions", version), e -> text(e, "ok"))) {
            long created = sessionCreated(client, worker);
            while (System.currentTimeMillis() == created) {
                Thread.onSpinWait(); // a new session would be of the same millisecond
            }
            for (int i = 0; i < 3; i++) {
                assertThat(sessionCreated(client, worker)).isEqualTo(created);
            }
            assertThat(sessionCreated(trusting("server", "other"), worker)).isGreaterThan(created);
        }
    }

    /** When the session of a new connection was made. A request makes sure that the client has what it needs to resume it. */
    private static long sessionCreated(SSLContext context, TestWorker worker) throws IOException {
        try (SSLSocket client = connect(context, worker)) {
            send(client, GET);
            response(client.getInputStream());
            return client.getSession().getCreationTime();
        }
    }

    @ParameterizedTest
    @MethodSource("io.jcorn.worker.TestWorker#workerClasses")
    void answersPipelinedRequestsInWhateverRecords(String workerClass) throws Exception {
        try (TestWorker worker = worker(
                        Map.of("worker-class", workerClass),
                        e -> text(e, e.request().rawPath()));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                all.append("GET /")
                        .append(i)
                        .append(" HTTP/1.1\r\nHost: h\r\nX: ")
                        .append("x".repeat(i % 100))
                        .append("\r\n\r\n");
            }
            send(client, all.toString());
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (int i = 0; i < 1000; i++) {
                assertThat(response(in)).isEqualTo("/" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8192, 16_384, 16_385, 65_536, 3_000_000})
    void carriesBodiesBothWays(int length) throws Exception {
        try (TestWorker worker = worker(Map.of(), TlsTest::echo);
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String body = "0123456789".repeat(length / 10 + 1).substring(0, length);
            for (int i = 0; i < 3; i++) {
                Thread sender = new Thread(() -> {
                    try {
                        send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n" + body);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                sender.start();
                assertThat(response(in)).isEqualTo(body);
                sender.join();
            }
        }
    }

    @Test
    void sendsFiles() throws Exception {
        Path file = folder.resolve("file");
        String content = "0123456789abcdef".repeat(300_000);
        Files.writeString(file, content);
        try (TestWorker worker = worker(Map.of(), e -> {
                    e.response().sendFile(FileChannel.open(file), 0, Files.size(file));
                    return Outcome.DONE;
                });
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (int i = 0; i < 2; i++) {
                send(client, GET);
                assertThat(response(in)).isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "other.example, CN=other",
        "A.Shop.example, CN=other",
        "a.b.shop.example, CN=server",
        "shop.example, CN=server",
        "unknown.example, CN=server"
    })
    void choosesTheCertificateByTheName(String name, String subject) throws Exception {
        try (TestWorker worker = worker(Map.of(), e -> text(e, "hi"));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setServerNames(java.util.List.of(new SNIHostName(name)));
            client.setSSLParameters(parameters);
            client.startHandshake();
            var certificate = (X509Certificate) client.getSession().getPeerCertificates()[0];
            assertThat(certificate.getSubjectX500Principal()).hasToString(subject);
            send(client, GET);
            assertThat(response(client.getInputStream())).isEqualTo("hi");
        }
    }

    @Test
    void agreesOnHttp11() throws Exception {
        try (TestWorker worker = worker(Map.of(), e -> text(e, "hi"));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            client.setSSLParameters(parameters);
            client.startHandshake();
            assertThat(client.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @Test
    void tellsWhoTheClientIs() throws Exception {
        Map<String, String> settings = Map.of(
                "cert-reqs", "2", "ca-certs", folder.resolve("client.pem").toString());
        TestWorker.Handler handler = e -> text(
                e,
                e.connection()
                        .tls()
                        .clientCertificates()
                        .get(0)
                        .getSubjectX500Principal()
                        .toString());
        try (TestWorker worker = worker(settings, handler);
                SSLSocket client = connect(showing("client"), worker);
                SSLSocket stranger = connect(trusting("server", "other"), worker)) {
            send(client, GET);
            assertThat(response(client.getInputStream())).isEqualTo("CN=client");
            assertThatThrownBy(() -> {
                        send(stranger, GET);
                        response(stranger.getInputStream());
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsWhoSpeaksPlainHttp() throws Exception {
        Path log = folder.resolve("access.log");
        Map<String, String> settings = Map.of("access-logfile", log.toString(), "access-logformat", "%(r)s %(s)s");
        try (TestWorker worker = worker(settings, e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(GET).response())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("this port speaks TLS; use https");
            worker.worker().accessLog().flush();
            assertThat(log).hasContent("- 400");
        }
    }

    @Test
    void endsWithCloseNotify() throws Exception {
        try (TestWorker worker = worker(Map.of(), e -> text(e, "hi"));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            send(client, "GET / HTTP/1.0\r\n\r\n");
            // without it the client's JSSE throws: the response could have been cut
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .endsWith("hi");
        }
    }

    /** Without a reset: this client reads only when it has sent all. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatIsStillSendingGetsItsAnswer(String version) throws Exception {
        try (TestWorker worker = worker(Map.of("tls-versions", version), e -> text(e, "early"));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            int length = RawClient.MORE_THAN_SOCKETS_HOLD;
            String head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
            send(client, head + "x".repeat(length));
            assertThat(response(client.getInputStream())).isEqualTo("early");
        }
    }

    @Test
    void servesOthersWhileAHandshakeHangs() throws Exception {
        try (TestWorker worker = worker(Map.of("worker-class", "gthread", "threads", "2"), e -> text(e, "hi"));
                RawClient silent = new RawClient(worker.address());
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            silent.send("\26\3\1\2\0\1");
            send(client, GET);
            assertThat(response(client.getInputStream())).isEqualTo("hi");
        }
    }

    @Test
    void givesUpAHandshakeThatTakesTooLong() throws Exception {
        try (TestWorker worker = worker(Map.of("handshake-timeout", "0.5"), e -> text(e, "hi"));
                RawClient silent = new RawClient(worker.address())) {
            silent.send("\26\3\1\2\0\1");
            // an alert, and the end
            assertThat(silent.socket().getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    void refusesOldVersions() throws Exception {
        try (TestWorker worker = worker(Map.of("tls-versions", "TLSv1.3"), e -> text(e, "hi"));
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.3, TLS_AES_128_GCM_SHA256"})
    void usesOnlyTheCiphersOfTheSetting(String version, String cipher) throws Exception {
        String both = "TLS_AES_128_GCM_SHA256:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        try (TestWorker worker = worker(
                        Map.of("ciphers", both),
                        e -> text(e, e.connection().tls().cipherSuite()));
                SSLSocket client = connect(trusting("server", "other"), worker);
                SSLSocket other = connect(trusting("server", "other"), worker)) {
            client.setEnabledProtocols(new String[] {version});
            send(client, GET);
            assertThat(response(client.getInputStream())).isEqualTo(cipher);
            other.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
            assertThatThrownBy(other::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void asksForACertificateThatMayBeMissingButNotOfAnUnknownIssuer() throws Exception {
        Map<String, String> settings = Map.of(
                "cert-reqs", "1", "ca-certs", folder.resolve("client.pem").toString());
        TestWorker.Handler handler =
                e -> text(e, e.connection().tls().clientCertificates().size() + " certificates");
        try (TestWorker worker = worker(settings, handler);
                SSLSocket known = connect(showing("client"), worker);
                SSLSocket silent = connect(trusting("server", "other"), worker);
                SSLSocket impostor = connect(showingUnasked("other"), worker)) {
            send(known, GET);
            assertThat(response(known.getInputStream())).isEqualTo("1 certificates");
            send(silent, GET);
            assertThat(response(silent.getInputStream())).isEqualTo("0 certificates");
            assertThatThrownBy(() -> {
                        send(impostor, GET);
                        response(impostor.getInputStream());
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsForABodyThatComesLate() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        try (TestWorker worker = worker(Map.of("body-buffer", "0"), e -> {
                    reading.countDown();
                    return echo(e);
                });
                SSLSocket client = connect(trusting("server", "other"), worker)) {
            send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc");
            reading.await();
            send(client, "def");
            assertThat(response(client.getInputStream())).isEqualTo("abcdef");
        }
    }
}
