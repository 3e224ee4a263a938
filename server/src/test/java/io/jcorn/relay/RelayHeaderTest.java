package io.jcorn.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelayHeaderTest {
    /** Of CN=client, by itself. */
    private static final String CERTIFICATE =
            "MIIBPDCB4qADAgECAgkAtrbTsTcTlxYwCgYIKoZIzj0EAwIwETEPMA0GA1UEAxMGY2xpZW50MCAXDTI2"
                    + "MTEyNjIwMzgwM1oYDzIxMjYxMTAyMjAzODAzWjARMQ8wDQYDVQQDEwZjbGllbnQwWTATBgcqhkjOPQIB"
                    + "BggqhkjOPQMBBwNCAASBX+upskxbPAXJ7BkRAz37ebEEgWWvM2cWb8t8TRckYcaZdHyKDLARdVAUgdVv"
                    + "QkDignetx7xDfZGztdjuoPKdoyEwHzAdBgNVHQ4EFgQURH4In9KA+tsYH2kOTXgZF7NzcuUwCgYIKoZI"
                    + "zj0EAwIDSQAwRgIhANlSEU24idS/lukNwCEJf/OtJeF6ZTIZoSB0gIhgWlEqAiEAnOBfMU5DtzKl11pk"
                    + "aaqaBzECEUaMFZJQfIVJGKQ7lPQ=";

    static Stream<Arguments> addresses() throws UnknownHostException {
        return Stream.of(
                arguments(internet("192.0.2.7", 50123), internet("192.0.2.1", 443)),
                arguments(internet("2001:db8::1", 65535), internet("::1", 8000)),
                arguments(internet("fe80::1%1", 1), internet("fe80::2", 80)),
                arguments(UnixDomainSocketAddress.of(""), UnixDomainSocketAddress.of("/run/web.sock")),
                arguments(null, null));
    }

    private static InetSocketAddress internet(String address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    private static RelayHeader sent(RelayHeader header) throws IOException {
        byte[] bytes = header.toBytes();
        byte[] within = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, within, 7, bytes.length);
        assertThat(RelayHeader.length(within, 7, within.length)).isEqualTo(bytes.length);
        return RelayHeader.parse(within, 7, bytes.length);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void tellsTheConnectionsEnds(SocketAddress remote, SocketAddress local) throws IOException {
        RelayHeader header = new RelayHeader(true, 42, remote, local, Map.of(), false, null);
        assertThat(sent(header)).isEqualTo(header);
    }

    @Test
    void tellsWhatAProxyAdded() throws IOException {
        RelayHeader read = sent(new RelayHeader(false, 1, null, null, Map.of(0xEA, new byte[] {1, 2}), true, null));
        assertThat(read.proxyTlvs()).containsOnlyKeys(0xEA);
        assertThat(read.proxyTlvs().get(0xEA)).containsExactly(1, 2);
        assertThat(read.secure()).isTrue();
        assertThat(read.last()).isFalse();
    }

    @Test
    void tellsWhatTlsAgreedOn() throws IOException, CertificateException {
        X509Certificate client = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(CERTIFICATE)));
        RelayedTls tls = new RelayedTls("TLSv1.3", "TLS_AES_128_GCM_SHA256", "00ff", List.of(client, client));
        assertThat(sent(new RelayHeader(false, 1, null, null, Map.of(), true, tls))
                        .tls())
                .isEqualTo(tls);
    }

    @Test
    void knowsHowLongItIsOnlyWhenAllIsThere() throws IOException {
        byte[] bytes = new RelayHeader(false, 1, null, null, Map.of(), false, null).toBytes();
        for (int end = 0; end < bytes.length; end++) {
            assertThat(RelayHeader.length(bytes, 0, end)).isZero();
        }
    }

    @Test
    void refusesWhatIsNone() throws IOException {
        byte[] request = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> RelayHeader.length(request, 0, request.length)).isInstanceOf(IOException.class);
        byte[] header = new RelayHeader(false, 1, null, null, Map.of(1, new byte[100]), false, null).toBytes();
        byte[] cut = Arrays.copyOf(header, header.length - 50);
        assertThatThrownBy(() -> RelayHeader.parse(cut, 0, cut.length)).isInstanceOf(IOException.class);
    }
}
