package io.jcorn.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys: PKCS #8 (RFC 5958), encrypted or not, and PKCS #1 (RFC 8017 A.1.2), which is the inside of one. */
final class PrivateKeys {
    /** Of PKCS #8: version 0, and the algorithm rsaEncryption without parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PrivateKeys() {}

    /** @param label of the PEM block */
    static PrivateKey decode(String label, byte[] der, char[] password) throws GeneralSecurityException, IOException {
        return switch (label) {
            case "PRIVATE KEY" -> of(new PKCS8EncodedKeySpec(der));
            case "RSA PRIVATE KEY" -> of(new PKCS8EncodedKeySpec(pkcs8(der)));
            case "ENCRYPTED PRIVATE KEY" -> of(decrypt(der, password));
            default -> throw new InvalidKeyException("'" + label + "' is not known; convert it: openssl pkcs8 -topk8");
        };
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] der, char[] password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new InvalidKeyException("it is encrypted; give keyfile-password");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        // PBES2's parameters, not its name, tell the algorithm
        String parameters =
                info.getAlgParameters() == null ? "" : info.getAlgParameters().toString();
        String algorithm = parameters.startsWith("PBEWith") ? parameters : info.getAlgName();
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException("keyfile-password is wrong", e);
        }
    }

    private static PrivateKey of(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new InvalidKeyException("it is neither of RSA nor of EC nor of EdDSA");
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        return Der.sequence(RSA, Der.element(Der.OCTET_STRING, pkcs1));
    }
}
