package io.jcorn.tls;

import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;

/** A certificate for localhost that nobody vouches for, and its key: what to develop with (RFC 5280 §4.1). */
final class SelfSigned {
    private static final Duration VALID = Duration.ofDays(365);
    /** One that ends earlier is made anew. */
    private static final Duration LEFT = Duration.ofDays(7);

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("2a8648ce3d040302"));
    private static final byte[] COMMON_NAME = Der.oid("550403");
    private static final byte[] SUBJECT_ALT_NAME = Der.oid("551d11");
    private static final byte[] VERSION_3 = Der.tagged(0, Der.element(Der.INTEGER, new byte[] {2}));
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfSigned() {}

    /** Makes sure that there is such a file, which its owner alone can read. Blocks. */
    static void ensure(Path file) throws ConfigException {
        if (isGood(file)) {
            return;
        }
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path made = Files.createTempFile(file.getParent(), "self-signed", ".tmp");
            Files.writeString(made, pem());
            // at once: workers that start meanwhile read either the old one or the new
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException("self-signed", "a certificate can't be made in " + file + ": " + e.getMessage());
        }
    }

    private static boolean isGood(Path file) {
        try {
            PemFile.read("self-signed", file)
                    .certificates("self-signed")
                    .get(0)
                    .checkValidity(Date.from(Instant.now().plus(LEFT)));
            return true;
        } catch (ConfigException | CertificateException e) {
            return false;
        }
    }

    private static String pem() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        return block("CERTIFICATE", certificate(keys))
                + block("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static byte[] certificate(KeyPair keys) throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] name = Der.sequence(
                Der.element(Der.SET, Der.sequence(COMMON_NAME, Der.element(Der.UTF8_STRING, ascii("localhost")))));
        byte[] toBeSigned = Der.sequence(
                VERSION_3,
                Der.element(Der.INTEGER, new BigInteger(64, new SecureRandom()).toByteArray()),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(time(now), time(now.plus(VALID))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(3, Der.sequence(names())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(toBeSigned);
        byte[] unusedBits = {0};
        return Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.element(Der.BIT_STRING, unusedBits, signature.sign()));
    }

    private static byte[] time(Instant time) {
        return Der.element(Der.UTC_TIME, ascii(TIME.format(time)));
    }

    private static byte[] names() {
        byte[] all = Der.sequence(
                Der.implicit(DNS_NAME, ascii("localhost")),
                Der.implicit(IP_ADDRESS, new byte[] {127, 0, 0, 1}),
                Der.implicit(IP_ADDRESS, HexFormat.of().parseHex("00000000000000000000000000000001")));
        return Der.sequence(SUBJECT_ALT_NAME, Der.element(Der.OCTET_STRING, all));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
