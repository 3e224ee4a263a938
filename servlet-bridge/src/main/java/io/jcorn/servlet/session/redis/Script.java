package io.jcorn.servlet.session.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The script that does all writes, and the digest by which Redis knows it once it has run. */
final class Script {
    private final byte[] text;
    private final byte[] digest;

    private Script(byte[] text, byte[] digest) {
        this.text = text;
        this.digest = digest;
    }

    byte[] text() {
        return text;
    }

    byte[] digest() {
        return digest;
    }

    static Script load() {
        try (InputStream in = Script.class.getResourceAsStream("write.lua")) {
            byte[] text = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return new Script(text, HexFormat.of().formatHex(digest).getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
