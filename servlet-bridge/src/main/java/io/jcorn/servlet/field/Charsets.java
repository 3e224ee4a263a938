package io.jcorn.servlet.field;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Charsets by their IANA names; the usual ones without the JDK's lookup. */
public final class Charsets {
    private Charsets() {}

    /** @throws UnsupportedEncodingException if this JVM doesn't have it, or the name is none */
    public static Charset of(String name) throws UnsupportedEncodingException {
        return switch (name) {
            case "UTF-8", "utf-8" -> StandardCharsets.UTF_8;
            case "ISO-8859-1", "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            default -> find(name);
        };
    }

    private static Charset find(String name) throws UnsupportedEncodingException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            UnsupportedEncodingException unsupported = new UnsupportedEncodingException(name);
            unsupported.initCause(e);
            throw unsupported;
        }
    }
}
