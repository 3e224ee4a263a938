package io.jcorn.worker;

import io.jcorn.app.TlsInfo;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What an engine's handshake, which is over when a request is there, agreed on. */
record TlsConnection(SSLEngine engine) implements TlsInfo {
    @Override
    public String protocol() {
        return engine.getSession().getProtocol();
    }

    @Override
    public String cipherSuite() {
        return engine.getSession().getCipherSuite();
    }

    @Override
    public String sessionId() {
        return HexFormat.of().formatHex(engine.getSession().getId());
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        try {
            return Arrays.stream(engine.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
