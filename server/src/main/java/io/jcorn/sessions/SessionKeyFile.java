package io.jcorn.sessions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The keys that a session store is encrypted with: a line for each, 32 random bytes in base64. Empty lines and those that
 * begin with {@code #} don't count. The file is its owner's only.
 */
public final class SessionKeyFile {
    private static final int KEY_BYTES = 32;
    private static final int MAX_BYTES = 64 * 1024;
    private static final String RIGHT = "a key is 32 bytes in base64, as made by: openssl rand -base64 32";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private SessionKeyFile() {}

    /**
     * Reads the keys. Blocks.
     *
     * @return of 32 bytes each; the first one encrypts, all decrypt
     * @throws IOException if the file can't be used; the message is a line that says why and holds nothing of a key
     */
    public static List<byte[]> read(Path file) throws IOException {
        checkReaders(file);
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is too large for a file of session keys; " + RIGHT);
        }
        // not UTF-8: whatever it is, there shall be a line that says what is wrong with it
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .toList();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                byte[] key = key(file + ":" + (i + 1), lines.get(i));
                if (keys.stream().anyMatch(other -> MessageDigest.isEqual(other, key))) {
                    throw new IOException(file + ":" + (i + 1) + ": this key is in the file twice");
                }
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + " holds no key; " + RIGHT);
        }
        return keys;
    }

    private static void checkReaders(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("the file of session keys can't be read: " + file);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException(file + " is not its owner's only (" + PosixFilePermissions.toString(permissions)
                    + "); use chmod 600");
        }
    }

    private static byte[] key(String place, String line) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": this is no base64; " + RIGHT); // the cause would tell of the line
        }
        if (key.length != KEY_BYTES) {
            throw new IOException(place + ": this is a key of " + key.length + " bytes; " + RIGHT);
        }
        return key;
    }
}
