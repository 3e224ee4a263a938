package io.jcorn.servlet.request;

import io.jcorn.app.TlsInfo;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The request attributes that tell of the connection's TLS (Servlet 6.1 §3.11). */
final class TlsAttributes {
    private static final String PREFIX = "jakarta.servlet.request.";
    private static final String CERTIFICATES = PREFIX + "X509Certificate";
    private static final List<String> ALWAYS = List.of(
            PREFIX + "secure_protocol", PREFIX + "cipher_suite", PREFIX + "key_size", PREFIX + "ssl_session_id");

    private TlsAttributes() {}

    /** Whether an attribute of that name may be one of these. */
    static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /** @param tls null without TLS, where all are null */
    static Object get(TlsInfo tls, String name) {
        if (tls == null) {
            return null;
        }
        return switch (name.substring(PREFIX.length())) {
            case "secure_protocol" -> tls.protocol();
            case "cipher_suite" -> tls.cipherSuite();
            case "key_size" -> keySize(tls.cipherSuite());
            case "ssl_session_id" -> tls.sessionId();
            case "X509Certificate" -> certificates(tls);
            default -> null;
        };
    }

    static List<String> names(TlsInfo tls) {
        if (tls == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>(ALWAYS);
        if (!tls.clientCertificates().isEmpty()) {
            names.add(CERTIFICATES);
        }
        return names;
    }

    private static X509Certificate[] certificates(TlsInfo tls) {
        List<X509Certificate> certificates = tls.clientCertificates();
        return certificates.isEmpty() ? null : certificates.toArray(X509Certificate[]::new);
    }

    /** Of the cipher's key in bits, which the suite's name tells; null if it doesn't. */
    private static Integer keySize(String cipherSuite) {
        String name = cipherSuite.toUpperCase(Locale.ROOT);
        if (name.contains("AES_256") || name.contains("CHACHA20")) {
            return 256;
        }
        return name.contains("AES_128") ? 128 : null;
    }
}
