package io.jcorn.servlet.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A random key that all workers have: a file in the work folder, where nobody but the user gets in. Made by the first that asks. */
final class SharedKey {
    private static final int BYTES = 32;

    private SharedKey() {}

    /** Blocks. */
    static byte[] in(Path workFolder, SecureRandom random) throws IOException {
        Path file = workFolder.resolve("nonce-key");
        if (!Files.exists(file)) make(file, random);
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) throw new IOException(file + " is damaged; delete it");
        return key;
    }

    /** A file appears whole or not at all, and the first one stays. */
    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "nonce-key", null); // mode 0600
        try {
            Files.write(temporary, key);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // another worker was first
        } finally {
            Files.delete(temporary);
        }
    }
}
