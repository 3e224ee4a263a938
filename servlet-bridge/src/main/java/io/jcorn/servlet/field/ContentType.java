package io.jcorn.servlet.field;

import java.util.Locale;

/**
 * A media type with its parameters (RFC 9110 §8.3.1), parsed once: the few that an application uses come from a small
 * table. Immutable but for what it remembers.
 */
public final class ContentType {
    private static final int CACHED = 64;
    private static final int LONGEST_CACHED = 64;

    /**
     * The last value seen in each slot. Written by any thread without a lock: a lost entry is parsed again, and whoever
     * finds one finds it whole, its fields being final.
     */
    private static final ContentType[] CACHE = new ContentType[CACHED];

    private final String value;
    private final String bare;
    private final String mimeType;
    private final String charset;
    /** The last result of {@link #withCharset}; a race loses one. */
    private ContentType derived;

    private ContentType(String value) {
        this.value = value;
        int semicolon = value.indexOf(';');
        this.mimeType =
                (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
        this.charset = semicolon < 0 ? null : FieldParameters.find(value, "charset");
        this.bare = charset == null ? value : FieldParameters.without(value, "charset");
    }

    /** Never fails: what is no media type has itself as its type. */
    public static ContentType of(String value) {
        if (value.length() > LONGEST_CACHED) {
            return new ContentType(value);
        }
        int slot = value.hashCode() & CACHED - 1;
        ContentType cached = CACHE[slot];
        if (cached == null || !cached.value.equals(value)) {
            cached = new ContentType(value);
            CACHE[slot] = cached;
        }
        return cached;
    }

    /** The field's value as it was given. */
    public String value() {
        return value;
    }

    /** "type/subtype" in lower case. */
    public String mimeType() {
        return mimeType;
    }

    public boolean isText() {
        return mimeType.startsWith("text/");
    }

    /** The charset parameter in its own spelling; null where there is none. */
    public String charset() {
        return charset;
    }

    /** Another parameter, unquoted; null where there is none. */
    public String parameter(String name) {
        return FieldParameters.find(value, name);
    }

    /** The same with that charset parameter instead of its own; with none for null. */
    public ContentType withCharset(String name) {
        if (name == null) {
            return charset == null ? this : of(bare);
        }
        if (name.equals(charset)) {
            return this;
        }
        ContentType known = derived;
        if (known == null || !name.equals(known.charset)) {
            known = new ContentType(bare + ";charset=" + name);
            derived = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return value;
    }
}
