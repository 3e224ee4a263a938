package io.jcorn.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Chooses the certificate for a handshake: by the name that the client asks for (RFC 6066 §3), else the first. */
final class ServerKeys extends X509ExtendedKeyManager {
    private final List<ServerCertificate> certificates;

    ServerKeys(List<ServerCertificate> certificates) {
        this.certificates = certificates;
    }

    /** The alias is the certificate's index. */
    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        String host = engine.getHandshakeSession() instanceof ExtendedSSLSession session ? host(session) : null;
        // JSSE asks for each kind of key in turn, until there is one
        boolean known = host != null && certificates.stream().anyMatch(each -> each.isFor(host));
        int candidates = known ? certificates.size() : 1;
        for (int i = 0; i < candidates; i++) {
            ServerCertificate certificate = certificates.get(i);
            if (certificate.chain().get(0).getPublicKey().getAlgorithm().equals(keyType)
                    && (!known || certificate.isFor(host))) {
                return Integer.toString(i);
            }
        }
        return null;
    }

    private static String host(ExtendedSSLSession session) {
        return session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst()
                .orElse(null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return certificates.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
