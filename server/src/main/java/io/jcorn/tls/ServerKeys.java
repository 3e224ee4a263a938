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

/** Chooses the certificate for a handshake: by the name that the client asks for (RFC 6066 §3) and the key's kind. */
final class ServerKeys extends X509ExtendedKeyManager {
    private final List<ServerCertificate> certificates;

    ServerKeys(List<ServerCertificate> certificates) {
        this.certificates = certificates;
    }

    /** The alias is the certificate's index. */
    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        String host = engine.getHandshakeSession() instanceof ExtendedSSLSession session ? host(session) : null;
        int first = -1;
        for (int i = 0; i < certificates.size(); i++) {
            ServerCertificate certificate = certificates.get(i);
            if (certificate.chain().get(0).getPublicKey().getAlgorithm().equals(keyType)) {
                if (host == null || certificate.isFor(host)) {
                    return Integer.toString(i);
                }
                first = first < 0 ? i : first;
            }
        }
        // JSSE asks for each kind of key in turn: another certificate may be for that host
        boolean forOther = host != null && certificates.stream().anyMatch(each -> each.isFor(host));
        return first < 0 || forOther ? null : Integer.toString(first);
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
