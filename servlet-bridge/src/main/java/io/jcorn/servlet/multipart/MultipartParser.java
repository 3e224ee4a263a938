package io.jcorn.servlet.multipart;

import io.jcorn.servlet.field.RequestFaultException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a multipart/form-data body into its parts while it arrives.
 *
 * <pre>
 *   preamble --boundary CRLF headers CRLF content CRLF --boundary CRLF … CRLF --boundary-- epilogue
 * </pre>
 *
 * <p>Strict where a leniency would let two parsers see different forms: a delimiter is a whole line, lines end with
 * CRLF, a body that ends before its last delimiter is refused. One use, one thread.
 */
public final class MultipartParser {
    private static final int MAX_BOUNDARY_CHARACTERS = 70; // RFC 2046 §5.1.1
    private static final int MAX_HEADER_BYTES = 8192;
    private static final int WINDOW_BYTES = 16384;

    private final InputStream body;
    /** CRLF and two dashes and the boundary. */
    private final byte[] delimiter;

    private final Charset headerCharset;
    private final MultipartLimits limits;
    private final byte[] window = new byte[WINDOW_BYTES];
    private final List<Part> parts = new ArrayList<>();
    private int position;
    private int limit;
    private long received;

    private MultipartParser(InputStream body, String boundary, Charset headerCharset, MultipartLimits limits) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.headerCharset = headerCharset;
        this.limits = limits;
    }

    /**
     * Reads a whole form; blocks. On a failure nothing is left on disk.
     *
     * @param boundary of the media type; null where it has none
     * @param headerCharset what names and file names are in
     * @throws RequestFaultException if it is malformed or passes a limit
     */
    public static List<Part> parse(InputStream body, String boundary, Charset headerCharset, MultipartLimits limits)
            throws IOException {
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_CHARACTERS) {
            throw RequestFaultException.malformed("multipart/form-data without a valid boundary");
        }
        MultipartParser parser = new MultipartParser(body, boundary, headerCharset, limits);
        boolean whole = false;
        try {
            parser.parse();
            whole = true;
            return List.copyOf(parser.parts);
        } finally {
            if (!whole) {
                deleteAll(parser.parts);
            }
        }
    }

    /** Deletes all that can be; reports the first that can't. */
    public static void deleteAll(Iterable<Part> parts) throws IOException {
        IOException failure = null;
        for (Part part : parts) {
            try {
                part.delete();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void parse() throws IOException {
        // the first delimiter may open the body, without a line's end before it
        window[0] = '\r';
        window[1] = '\n';
        limit = 2;
        copyUpToDelimiter(null);
        while (!isLastDelimiter()) {
            if (parts.size() == limits.maxParts()) {
                throw RequestFaultException.tooLarge("the form has more than " + limits.maxParts() + " parts");
            }
            try (PartStore store = new PartStore(headers(), limits)) {
                copyUpToDelimiter(store);
                parts.add(store.finish());
            }
        }
        skipEpilogue();
    }

    /** Hands what comes before the next delimiter to {@code store}, if any, and goes behind the delimiter. */
    private void copyUpToDelimiter(PartStore store) throws IOException {
        while (true) {
            int found = find();
            if (store != null && found > position) {
                store.write(window, position, found - position);
            }
            position = found;
            if (limit - found >= delimiter.length) {
                position += delimiter.length;
                return;
            }
            require();
        }
    }

    /** Where the window holds the delimiter, or as much of its beginning as fits; its end where it doesn't. */
    private int find() {
        for (int i = position; i < limit; i++) {
            if (window[i] == '\r' && isDelimiter(i)) {
                return i;
            }
        }
        return limit;
    }

    private boolean isDelimiter(int at) {
        int length = Math.min(delimiter.length, limit - at);
        for (int i = 1; i < length; i++) {
            if (window[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the end of a delimiter's line. @return whether the form ends with it */
    private boolean isLastDelimiter() throws IOException {
        int first = next();
        if (first == '-') {
            expect('-');
            return true;
        }
        while (first == ' ' || first == '\t') {
            first = next();
        }
        if (first != '\r') {
            throw malformedDelimiter();
        }
        expect('\n');
        return false;
    }

    private PartHeaders headers() throws IOException {
        PartHeaders headers = new PartHeaders();
        byte[] line = new byte[128];
        int total = 0;
        while (true) {
            int length = 0;
            for (int b = next(); b != '\r'; b = next()) {
                if (++total > MAX_HEADER_BYTES) {
                    throw RequestFaultException.tooLarge("a part of the form has too large headers");
                }
                if (length == line.length) {
                    line = java.util.Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) b;
            }
            expect('\n');
            if (length == 0) {
                headers.fieldName();
                return headers;
            }
            headers.add(new String(line, 0, length, headerCharset));
        }
    }

    private void skipEpilogue() throws IOException {
        do {
            position = limit;
        } while (fill());
    }

    private void expect(char c) throws IOException {
        if (next() != c) {
            throw malformedDelimiter();
        }
    }

    private static RequestFaultException malformedDelimiter() {
        return RequestFaultException.malformed("a line of the form has a malformed end");
    }

    private int next() throws IOException {
        if (position == limit) {
            require();
        }
        return window[position++] & 0xff;
    }

    private void require() throws IOException {
        if (!fill()) {
            throw RequestFaultException.malformed("the form ends before its last boundary");
        }
    }

    /** Moves what is left to the window's start and reads behind it. @return false at the end */
    private boolean fill() throws IOException {
        System.arraycopy(window, position, window, 0, limit - position);
        limit -= position;
        position = 0;
        int read = body.read(window, limit, window.length - limit);
        if (read < 0) {
            return false;
        }
        limit += read;
        received += read;
        if (limits.maxRequestBytes() >= 0 && received > limits.maxRequestBytes()) {
            throw RequestFaultException.tooLarge("the form is larger than " + limits.maxRequestBytes() + " bytes");
        }
        return true;
    }
}
