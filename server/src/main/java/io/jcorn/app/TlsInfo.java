package io.jcorn.app;

import java.security.cert.X509Certificate;
import java.util.List;

/** What a connection's TLS handshake agreed on. Any thread. */
public interface TlsInfo {
    /** Such as {@code TLSv1.3}. */
    String protocol();

    /** By its name in IANA's registry, such as {@code TLS_AES_128_GCM_SHA256}. */
    String cipherSuite();

    /** In hexadecimal; "" if there is none. */
    String sessionId();

    /** The client's verified certificate, then its issuers'; empty if it has shown none. */
    List<X509Certificate> clientCertificates();
}
