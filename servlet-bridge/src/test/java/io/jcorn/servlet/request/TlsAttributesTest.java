package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.TlsInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsAttributesTest {
    private static final String PREFIX = "jakarta.servlet.request.";

    private record Info(String protocol, String cipherSuite, String sessionId, List<X509Certificate> clientCertificates)
            implements TlsInfo {}

    private static TlsInfo with(String cipherSuite) {
        return new Info("TLSv1.3", cipherSuite, "0a1b", List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "secure_protocol, TLSv1.3",
        "cipher_suite, TLS_AES_128_GCM_SHA256",
        "key_size, 128",
        "ssl_session_id, 0a1b",
        "X509Certificate,",
        "other,"
    })
    void tellsOfTheConnection(String name, String value) {
        Object told = TlsAttributes.get(with("TLS_AES_128_GCM_SHA256"), PREFIX + name);
        assertThat(Objects.toString(told, null)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384, 256",
        "TLS_CHACHA20_POLY1305_SHA256, 256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, 128",
        "TLS_SM4_GCM_SM3,"
    })
    void readsTheSizeOfTheKeyFromTheSuite(String suite, Integer bits) {
        assertThat(TlsAttributes.get(with(suite), PREFIX + "key_size")).isEqualTo(bits);
    }

    @Test
    void hasNoneWithoutTls() {
        assertThat(TlsAttributes.names(null)).isEmpty();
        assertThat(TlsAttributes.get(null, PREFIX + "cipher_suite")).isNull();
    }

    @Test
    void namesJustThoseThatHaveAValue() {
        TlsInfo tls = with("TLS_AES_128_GCM_SHA256");
        assertThat(TlsAttributes.names(tls))
                .hasSize(4)
                .allSatisfy(name -> assertThat(TlsAttributes.get(tls, name)).isNotNull());
    }

    @Test
    void knowsItsOwnNames() {
        assertThat(TlsAttributes.isOne(PREFIX + "key_size")).isTrue();
        assertThat(TlsAttributes.isOne("shop.basket")).isFalse();
    }
}
