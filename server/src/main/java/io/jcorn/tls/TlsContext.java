package io.jcorn.tls;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What all TLS connections of a worker have in common, its sessions too, which clients can resume. Any thread. */
final class TlsContext {
    private static final int MAY = 1;
    private static final int MUST = 2;

    private final SSLContext context;
    private final SSLParameters parameters;

    private TlsContext(SSLContext context, SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /**
     * Reads certificates and keys; blocks on files.
     *
     * @param config of which {@link Config#isTls} is true
     * @throws ConfigException if a file can't be used, or a setting of TLS is invalid
     */
    static TlsContext of(Config config) throws ConfigException {
        if (config.selfSigned().isPresent() && !config.certfile().isEmpty()) {
            throw new ConfigException("self-signed", "there is a certfile as well; give one of both");
        }
        setProperties();
        try {
            KeyManager[] keys = {new ServerKeys(CertificateStore.load(config))};
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust(config), null);
            return new TlsContext(context, parameters(config, context));
        } catch (GeneralSecurityException e) {
            throw new ConfigException("certfile", "TLS can't be set up: " + e.getMessage());
        }
    }

    /** Those that JSSE looks at once, when its first connection comes. The operator's own are left as they are. */
    private static void setProperties() {
        Properties system = System.getProperties();
        // renegotiating would cost us far more than the client
        system.putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        // a session costs less to remember than to encrypt into a ticket and to make again of that
        system.putIfAbsent("jdk.tls.server.enableSessionTicketExtension", "false");
    }

    private static TrustManager[] trust(Config config) throws ConfigException, GeneralSecurityException {
        if (config.caCerts().isEmpty()) {
            if (config.certReqs() > 0) {
                throw new ConfigException("cert-reqs", "clients' certificates need ca-certs, which issuers to believe");
            }
            return new TrustManager[0];
        }
        List<X509Certificate> issuers =
                PemFile.read("ca-certs", config.caCerts().get()).certificates("ca-certs");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing was read
        }
        for (X509Certificate issuer : issuers) {
            store.setCertificateEntry(Integer.toString(store.size()), issuer);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLParameters parameters(Config config, SSLContext context) throws ConfigException {
        SSLParameters parameters = context.getDefaultSSLParameters();
        SSLParameters supported = context.getSupportedSSLParameters();
        parameters.setProtocols(known(
                "tls-versions",
                config.tlsVersions(),
                List.of("TLSv1.2", "TLSv1.3").toArray(String[]::new)));
        if (config.ciphers().isPresent()) {
            parameters.setCipherSuites(known("ciphers", config.ciphers().get(), supported.getCipherSuites()));
        } else {
            parameters.setCipherSuites(quickFirst(List.of(parameters.getCipherSuites())));
        }
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (config.certReqs() == MUST) {
            parameters.setNeedClientAuth(true);
        } else if (config.certReqs() == MAY) {
            parameters.setWantClientAuth(true);
        }
        return parameters;
    }

    /** AES with 128 bits before its sibling with 256, which takes 14 rounds instead of 10; else the order of the runtime. */
    static String[] quickFirst(List<String> suites) {
        var ordered = new LinkedHashSet<String>();
        for (String suite : suites) {
            String sibling = suite.replace("AES_256_GCM_SHA384", "AES_128_GCM_SHA256");
            if (suites.contains(sibling)) {
                ordered.add(sibling);
            }
            ordered.add(suite);
        }
        return ordered.toArray(String[]::new);
    }

    private static String[] known(String setting, String list, String[] supported) throws ConfigException {
        String[] names = Stream.of(list.split("[,:]")).map(String::strip).toArray(String[]::new);
        for (String name : names) {
            if (!Arrays.asList(supported).contains(name)) {
                throw new ConfigException(
                        setting, "'" + name + "' is not known; give some of " + String.join(", ", supported));
            }
        }
        return names;
    }

    /** For a connection whose handshake the client is going to begin. */
    SSLEngine engine() throws SSLException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        return engine;
    }
}
