package io.jcorn.tls;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The server's certificates as the settings name them, each with its key. Blocks on files. */
final class CertificateStore {
    private static final String CERTFILE = "certfile";

    private final char[] password;

    private CertificateStore(char[] password) {
        this.password = password;
    }

    static List<ServerCertificate> load(Config config) throws ConfigException {
        Optional<Path> selfSigned = config.selfSigned();
        List<Path> certificates = selfSigned.map(List::of).orElseGet(config::certfile);
        List<Path> keys = config.keyfile();
        if (!keys.isEmpty() && keys.size() != certificates.size()) {
            throw new ConfigException(
                    "keyfile",
                    "there are " + keys.size() + " for " + certificates.size() + " of certfile; give one for each");
        }
        CertificateStore store = new CertificateStore(
                config.keyfilePassword().map(String::toCharArray).orElse(null));
        List<ServerCertificate> all = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            Path file = certificates.get(i);
            if (isPkcs12(file)) {
                all.addAll(store.pkcs12(file));
            } else {
                all.add(store.pem(file, keys.isEmpty() ? null : keys.get(i)));
            }
        }
        return all;
    }

    private ServerCertificate pem(Path file, Path keyFile) throws ConfigException {
        PemFile certificates = PemFile.read(CERTFILE, file);
        List<X509Certificate> chain = certificates.certificates(CERTFILE);
        String setting = keyFile == null ? CERTFILE : "keyfile";
        PemFile keys = keyFile == null ? certificates : PemFile.read(setting, keyFile);
        PrivateKey key = keys.key(setting, password);
        if (!KeyPairs.match(chain.get(0).getPublicKey(), key)) {
            throw new ConfigException(
                    setting,
                    "the key in " + (keyFile == null ? file : keyFile) + " is not that of the certificate in " + file);
        }
        return new ServerCertificate(chain, key);
    }

    /** By its first byte: DER begins with a sequence, PEM with a dash or text. */
    private static boolean isPkcs12(Path file) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x30;
        } catch (IOException e) {
            throw PemFile.unreadable(CERTFILE, file, e);
        }
    }

    private List<ServerCertificate> pkcs12(Path file) throws ConfigException {
        List<ServerCertificate> all = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password == null ? new char[0] : password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (var certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    all.add(new ServerCertificate(
                            chain, (PrivateKey) store.getKey(alias, password == null ? new char[0] : password)));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            boolean locked =
                    e.getCause() instanceof UnrecoverableKeyException || e instanceof UnrecoverableKeyException;
            throw new ConfigException(
                    CERTFILE,
                    locked
                            ? "keyfile-password is not that of " + file
                            : file + " is neither PEM nor PKCS #12, or damaged: " + PemFile.reason(e));
        }
        if (all.isEmpty()) {
            throw new ConfigException(CERTFILE, "there is no certificate with a private key in " + file);
        }
        return all;
    }
}
