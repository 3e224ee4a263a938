package io.jcorn.tls;

import io.jcorn.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A file of certificates and keys as text (RFC 7468). Read once; blocks. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final Path file;
    private final List<MatchResult> blocks;

    private PemFile(Path file, List<MatchResult> blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    static PemFile read(String setting, Path file) throws ConfigException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new PemFile(file, BLOCK.matcher(text).results().toList());
        } catch (IOException e) {
            throw unreadable(setting, file, e);
        }
    }

    static ConfigException unreadable(String setting, Path file, IOException e) {
        String reason = e instanceof NoSuchFileException
                ? "there is no such file"
                : e instanceof AccessDeniedException ? "this user may not" : e.getMessage();
        return new ConfigException(setting, file + " can't be read: " + reason);
    }

    /** The certificates in their order. */
    List<X509Certificate> certificates(String setting) throws ConfigException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (MatchResult block : blocks) {
                if (block.group(1).endsWith("CERTIFICATE")) {
                    certificates.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(bytes(block.group(2)))));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException(setting, "a certificate in " + file + " is damaged: " + reason(e));
        }
        if (certificates.isEmpty()) {
            throw new ConfigException(setting, "there is no certificate in " + file);
        }
        return certificates;
    }

    /** The first private key. */
    PrivateKey key(String setting, char[] password) throws ConfigException {
        MatchResult block = blocks.stream()
                .filter(each -> each.group(1).endsWith("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> new ConfigException(setting, "there is no private key in " + file));
        if (block.group(2).contains("ENCRYPTED")) {
            throw new ConfigException(
                    setting,
                    "the key in " + file + " is encrypted in the old way; convert it: openssl pkcs8 -topk8 -in " + file
                            + " -out NEW");
        }
        try {
            return PrivateKeys.decode(block.group(1), bytes(block.group(2)), password);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new ConfigException(setting, "the key in " + file + " can't be read: " + reason(e));
        }
    }

    /** Some of what damaged files bring about has no message. */
    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
