package io.jcorn.servlet.security;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** CLIENT-CERT (Servlet 6.1 §13.6.4): the certificate that the TLS handshake verified. */
final class ClientCertMechanism implements Mechanism {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Logins logins;

    ClientCertMechanism(Logins logins) {
        this.logins = logins;
    }

    @Override
    public String authType() {
        return HttpServletRequest.CLIENT_CERT_AUTH;
    }

    @Override
    public Caller identify(BridgeRequest request) throws IOException {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) return null;
        return logins.certified(chain[0], authType());
    }

    /** The handshake is over: it is too late to ask. */
    @Override
    public void challenge(BridgeRequest request) {
        request.response().sendError(HttpServletResponse.SC_FORBIDDEN);
    }
}
