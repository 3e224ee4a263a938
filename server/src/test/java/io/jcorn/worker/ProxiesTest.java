package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker makes of proxies' words, over real sockets. */
@Timeout(60)
class ProxiesTest {
    private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static Outcome tell(Exchange exchange) throws IOException {
        ConnectionInfo client = exchange.connection();
        String text = ((InetSocketAddress) client.remoteAddress()).getHostString() + " " + client.secure() + " "
                + client.authority();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    private static TestWorker worker(Map<String, String> settings) throws Exception {
        return new TestWorker(settings, ProxiesTest::tell);
    }

    private static String forwarded(String address) {
        return "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: " + address
                + "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n\r\n";
    }

    @Test
    void believesATrustedPeerForEachRequestAnew() throws Exception {
        try (TestWorker worker = worker(Map.of());
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(forwarded("192.0.2.1")).response()).endsWith("\r\n\r\n192.0.2.1 true shop.example");
            assertThat(client.send(forwarded("192.0.2.2")).response()).endsWith("\r\n\r\n192.0.2.2 true shop.example");
            assertThat(client.send(GET).response()).endsWith("\r\n\r\n127.0.0.1 false null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1"})
    void believesNobodyElse(String trusted) throws Exception {
        try (TestWorker worker = worker(Map.of("forwarded-allow-ips", trusted));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(forwarded("192.0.2.1")).response()).endsWith("\r\n\r\n127.0.0.1 false null");
        }
    }

    @Test
    void refusesAContradiction() throws Exception {
        try (TestWorker worker = worker(Map.of());
                RawClient client = new RawClient(worker.address())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n\r\n");
            assertThat(client.response()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void takesTheClientFromThePeersProxyHeaderForAllRequests() throws Exception {
        try (TestWorker worker = worker(Map.of("proxy-protocol", "v1"));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.sendSlowly(HEADER + GET).response()).endsWith("\r\n\r\n192.0.2.1 false null");
            assertThat(client.send(GET).response()).endsWith("\r\n\r\n192.0.2.1 false null");
            // what stands behind the proxy isn't trusted, though the proxy is
            assertThat(client.send(forwarded("203.0.113.9")).response()).endsWith("\r\n\r\n192.0.2.1 false null");
            assertThat(client.send(HEADER).response()).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, "PROXY TCP4 1 2 3 4\r\n", "\r\n\r\n\0\r\nQUIT\n\41\21\0\0"})
    void refusesAProxysConnectionWithoutProperHeader(String begin) throws Exception {
        try (TestWorker worker = worker(Map.of("proxy-protocol", "v1"));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(begin).response()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void servesOthersWithoutHeaderOnly() throws Exception {
        Map<String, String> settings = Map.of("proxy-protocol", "auto", "proxy-allow-from", "10.0.0.1");
        try (TestWorker worker = worker(settings);
                RawClient direct = new RawClient(worker.address());
                RawClient liar = new RawClient(worker.address())) {
            assertThat(direct.sendSlowly(GET).response()).endsWith("\r\n\r\n127.0.0.1 false null");
            assertThat(liar.send(HEADER + GET).response()).startsWith("HTTP/1.1 400 ");
        }
    }
}
