package io.jcorn.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Public and private keys that belong together. */
final class KeyPairs {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairs() {}

    /** Whether one verifies what the other signs. */
    static boolean match(PublicKey verifier, PrivateKey signer) {
        try {
            Signature signature = Signature.getInstance(algorithm(signer));
            signature.initSign(signer);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(verifier);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of different algorithms
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
