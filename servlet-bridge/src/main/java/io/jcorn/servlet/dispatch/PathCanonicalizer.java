package io.jcorn.servlet.dispatch;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Turns the raw path of a request-target into the one path that contexts, servlets, filters and files are looked up by (Servlet 6.1
 * §3.5.2). Suspicious sequences are refused rather than guessed at: whatever stands in front of this server may have read them otherwise.
 * Two of them can be permitted. They separate no segments then:
 *
 * <ul>
 *   <li>"%2F" stays as it is, so that it is no slash to whoever reads the path later;
 *   <li>"%5C" becomes a backslash.
 * </ul>
 *
 * Beside such "." and ".." are refused nevertheless, and behind it ".." anywhere. Immutable; any thread; doesn't block.
 */
public final class PathCanonicalizer {
    /** Of what application code wrote. No client's path gets there with what it wasn't permitted. */
    private static final PathCanonicalizer TEXT = new PathCanonicalizer(true, true);

    /** Octets that need no thought: all but controls, "%", ";", "\", "#", "?" and those beyond ASCII. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0x21; c < 0x7f; c++) PLAIN[c] = "%;\\#?".indexOf(c) < 0;
    }

    private static final char[] ENCODED_SLASH = {'%', '2', 'F'};

    private final boolean encodedSlash;
    private final boolean encodedBackslash;

    /**
     * @param encodedSlash whether a path may have "%2F"
     * @param encodedBackslash whether a path may have "%5C"
     */
    public PathCanonicalizer(boolean encodedSlash, boolean encodedBackslash) {
        this.encodedSlash = encodedSlash;
        this.encodedBackslash = encodedBackslash;
    }

    /**
     * The canonical form of a path as it came over the wire, its octets as ISO-8859-1; the same string if it is canonical already.
     *
     * @throws HttpException 400 for a suspicious sequence
     */
    public String canonicalize(String raw) throws HttpException {
        return isPlain(raw) ? raw : new Scan(raw.getBytes(StandardCharsets.ISO_8859_1), false).run();
    }

    /**
     * The canonical form of a path that application code wrote: characters beyond ASCII stand for themselves, and so does a backslash, as
     * in what {@code getPathInfo()} returned.
     */
    static String canonicalizeText(String text) throws HttpException {
        return isPlain(text) ? text : TEXT.new Scan(text.getBytes(StandardCharsets.UTF_8), true).run();
    }

    /** Whether a path is canonical at first sight: one scan, no copy. */
    static boolean isPlain(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') return false;
        char before = '/';
        for (int i = 1; i < length; i++) {
            char c = path.charAt(i);
            if (c >= 128 || !PLAIN[c]) return false;
            // "//", "/./" and "/../"; ".name" is rare enough for the long way
            if (before == '/' && (c == '/' || c == '.')) return false;
            before = c;
        }
        return true;
    }

    /** One path on its way. */
    private final class Scan {
        private final byte[] raw;
        private final boolean backslash;
        private final byte[] path;
        private int length;
        private boolean ascii = true;
        /** Where in the path the part of a segment begins that is behind its last permitted separator. */
        private int part;
        /** Whether there was a permitted separator: to some a dot-dot segment behind it takes away less than to us. */
        private boolean separated;

        /** @param backslash whether a bare one is allowed */
        Scan(byte[] raw, boolean backslash) {
            this.raw = raw;
            this.backslash = backslash;
            this.path = new byte[raw.length];
        }

        private String run() throws HttpException {
            if (raw.length == 0 || raw[0] != '/') throw bad("doesn't start with /");
            int start = 1;
            while (true) {
                int end = start;
                while (end < raw.length && raw[end] != '/') end++;
                segment(start, end, end == raw.length);
                if (end == raw.length) break;
                start = end + 1;
            }
            return length == 0 ? "/" : text();
        }

        /** Appends one segment, or takes away its predecessor. */
        private void segment(int start, int end, boolean last) throws HttpException {
            int before = length;
            path[length++] = '/';
            boolean encoded = false;
            boolean parameters = false;
            part = length;
            for (int i = start; i < end; i++) {
                int octet = raw[i] & 0xff;
                boolean escaped = octet == '%';
                if (escaped) {
                    octet = hex(i + 1, end) << 4 | hex(i + 2, end);
                    i += 2;
                    encoded |= !parameters;
                } else if (octet == ';') {
                    parameters = true;
                } else if (octet == '#' || octet == '?') {
                    throw bad("fragment");
                }
                if (octet < 0x20 || octet == 0x7f) throw bad("control character");
                boolean separator = octet == '/' || octet == '\\';
                if (separator) permit(octet, escaped, parameters);
                if (!parameters) append(octet, separator);
            }
            int size = length - before - 1;
            if (size == 0) {
                if (last) return;
                if (parameters) throw bad("empty segment with parameters");
                length = before;
            } else if (isDots(before + 1, size)) {
                if (encoded) throw bad("encoded dot segment");
                if (separated && size == 2) throw bad("dot-dot segment behind an encoded separator");
                if (parameters) throw bad("dot segment with parameters");
                length = size == 1 ? before : parent(before);
            } else {
                refuseDotPart();
            }
        }

        private void permit(int separator, boolean escaped, boolean parameters) throws HttpException {
            if (parameters) {
                throw bad("separator in a parameter");
            } else if (separator == '/') {
                if (!encodedSlash) throw bad("encoded /, which permit-encoded-slash would permit");
            } else if (!escaped) {
                if (!backslash) throw bad("backslash");
            } else if (!encodedBackslash) {
                throw bad("encoded backslash, which permit-encoded-backslash would permit");
            }
        }

        private void append(int octet, boolean separator) throws HttpException {
            if (separator) refuseDotPart();
            if (octet == '/') {
                for (char c : ENCODED_SLASH) path[length++] = (byte) c;
            } else {
                ascii &= octet < 0x80;
                path[length++] = (byte) octet;
            }
            if (separator) {
                separated = true;
                part = length;
            }
        }

        /** Whoever reads the path later may take a permitted separator for a slash: no dot segment may come of it. */
        private void refuseDotPart() throws HttpException {
            if (length > part && isDots(part, length - part)) throw bad("dot segment beside an encoded separator");
        }

        private boolean isDots(int at, int size) {
            return size <= 2 && path[at] == '.' && (size == 1 || path[at + 1] == '.');
        }

        /** The end of the path without its last segment. */
        private int parent(int end) throws HttpException {
            if (end == 0) throw bad("leading dot-dot segment");
            int at = end - 1;
            while (path[at] != '/') at--;
            return at;
        }

        private int hex(int at, int end) throws HttpException {
            int digit = at < end ? Character.digit(raw[at], 16) : -1;
            if (digit < 0) throw bad("bad % sequence");
            return digit;
        }

        private String text() throws HttpException {
            if (ascii) return new String(path, 0, length, StandardCharsets.ISO_8859_1);
            try {
                CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(path, 0, length));
                if (text.chars().anyMatch(Character::isISOControl)) throw bad("control character");
                return text.toString();
            } catch (CharacterCodingException e) {
                throw bad("not UTF-8");
            }
        }
    }

    private static HttpException bad(String what) {
        return new HttpException(HttpError.BAD_TARGET, "path: " + what);
    }
}
