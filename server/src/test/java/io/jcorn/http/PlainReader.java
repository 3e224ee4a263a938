package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HTTP/1.1 read plainly, from a string that is all there: the oracle for {@link HeadParser} and {@link ChunkedDecoder}. */
final class PlainReader {
    private static final class EndOfInput extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final Pattern TCHAR = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]");
    private static final Pattern TARGET_CHAR = Pattern.compile("[\\x21-\\x7e\\x80-\\xff]");
    private static final Pattern FIELD_CHAR = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]");
    private static final Pattern WHITESPACE = Pattern.compile("[ \\t]");
    private static final Pattern HEXDIG = Pattern.compile("[0-9A-Fa-f]");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\\?.*)?");
    private static final Pattern AUTHORITY = Pattern.compile(authority());

    private final String in;
    private final HeadLimits limits;
    private final long maxBody;
    private final List<SeenRequest> requests = new ArrayList<>();
    private int at;
    private int lineStart;
    /** Where a field section must have ended; none outside of one. */
    private int sectionEnd = Integer.MAX_VALUE;

    private long extensions;

    private PlainReader(String in, HeadLimits limits, long maxBody) {
        this.in = in;
        this.limits = limits;
        this.maxBody = maxBody;
    }

    static Seen read(byte[] bytes, HeadLimits limits, long maxBody) {
        return new PlainReader(new String(bytes, StandardCharsets.ISO_8859_1), limits, maxBody).read();
    }

    private Seen read() {
        Seen.Rest rest = Seen.Rest.NOTHING;
        try {
            while (at < in.length()) {
                rest = Seen.Rest.PART_OF_HEAD;
                SeenRequest head = head();
                rest = Seen.Rest.PART_OF_BODY;
                SeenRequest whole = body(head);
                requests.add(whole);
                rest = Seen.Rest.NOTHING;
                if (!whole.keepAlive()) {
                    break;
                }
            }
            return new Seen(requests, null, Seen.Rest.NOTHING);
        } catch (EndOfInput e) {
            return new Seen(requests, null, rest);
        } catch (HttpException e) {
            return new Seen(requests, e.error(), Seen.Rest.NOTHING);
        }
    }

    private SeenRequest head() throws HttpException, EndOfInput {
        int start = at;
        if (peek() == '\r') {
            at++;
            expect('\n', HttpError.BARE_CR);
        }
        lineStart = at;
        String method = run(TCHAR, limits.requestLine(), HttpError.METHOD_TOO_LONG);
        if (method.isEmpty() || peek() != ' ') {
            throw lineError(HttpError.BAD_METHOD);
        }
        at++;
        String target = run(TARGET_CHAR, limits.requestLine(), HttpError.REQUEST_LINE_TOO_LONG);
        if (peek() != ' ') {
            throw lineError(HttpError.BAD_TARGET);
        }
        if (target.isEmpty()) {
            throw new HttpException(HttpError.BAD_REQUEST_LINE);
        }
        at++;
        int versionStart = at;
        for (Pattern c : Stream.of("H", "T", "T", "P", "/", "[0-9]", "[.]", "[0-9]")
                .map(Pattern::compile)
                .toList()) {
            if (at - lineStart >= limits.requestLine()) {
                throw new HttpException(HttpError.REQUEST_LINE_TOO_LONG);
            }
            if (!matches(c, peek())) {
                throw lineError(HttpError.BAD_REQUEST_LINE);
            }
            at++;
        }
        String version = in.substring(versionStart, at);
        if (peek() != '\r') {
            throw lineError(HttpError.BAD_REQUEST_LINE);
        }
        if (!version.startsWith("HTTP/1.")) {
            throw new HttpException(HttpError.UNSUPPORTED_VERSION);
        }
        String protocol = version.equals("HTTP/1.0") ? version : "HTTP/1.1";
        String resource = target.replaceFirst("(?s)#.*", "");
        String query = resource.contains("?") ? resource.substring(resource.indexOf('?') + 1) : null;
        String path = resource.replaceFirst("(?s)\\?.*", "");
        String authority = null;
        if (method.equals("CONNECT")) {
            if (!AUTHORITY.matcher(target).matches() || !target.matches(".*:[0-9]+")) {
                throw new HttpException(HttpError.BAD_TARGET);
            }
            authority = target;
            path = "";
        } else if (!target.startsWith("/") && !(target.equals("*") && method.equals("OPTIONS"))) {
            Matcher absolute = ABSOLUTE.matcher(resource);
            if (!absolute.matches() || !AUTHORITY.matcher(absolute.group(2)).matches()) {
                throw new HttpException(HttpError.BAD_TARGET);
            }
            authority = absolute.group(2);
            path = absolute.group(3);
            if (path.isEmpty()) {
                path = method.equals("OPTIONS") && query == null ? "*" : "/";
            }
        }
        at++;
        expect('\n', HttpError.BARE_CR);

        List<Map.Entry<String, String>> fields = new ArrayList<>();
        sectionEnd = start + limits.head();
        while (field(fields)) {
            check(fields, protocol);
        }
        sectionEnd = Integer.MAX_VALUE;
        List<String> codings = list(fields, "transfer-encoding");
        if (!codings.contains("chunked") && has(fields, "transfer-encoding")) {
            throw new HttpException(HttpError.CHUNKED_NOT_LAST);
        }
        if (!has(fields, "host") && protocol.equals("HTTP/1.1") && !limits.permitMissingHost()) {
            throw new HttpException(HttpError.MISSING_HOST);
        }
        if (authority == null) {
            authority = values(fields, "host").findFirst().orElse(null);
        }
        List<String> options = list(fields, "connection");
        boolean keepAlive =
                !options.contains("close") && (protocol.equals("HTTP/1.1") || options.contains("keep-alive"));
        boolean hasBody =
                !codings.isEmpty() || values(fields, "content-length").anyMatch(length -> Long.parseLong(length) > 0);
        boolean expects = hasBody && protocol.equals("HTTP/1.1") && has(fields, "expect");
        return new SeenRequest(
                method, target, path, query, protocol, authority, keepAlive, expects, fields, "", Map.of());
    }

    /** Adds the next field; false at the empty line. */
    private boolean field(List<Map.Entry<String, String>> fields) throws HttpException, EndOfInput {
        if (peek() == '\r') {
            at++;
            expect('\n', HttpError.BARE_CR);
            return false;
        }
        if (matches(WHITESPACE, peek())) {
            throw new HttpException(HttpError.OBSOLETE_FOLDING);
        }
        if (peek() != '\n' && fields.size() == limits.fields()) {
            throw new HttpException(HttpError.TOO_MANY_FIELDS);
        }
        lineStart = at;
        int max = limits.fieldSize() - 2;
        String name = run(TCHAR, max, HttpError.FIELD_TOO_LARGE);
        if (name.isEmpty() || peek() != ':') {
            throw new HttpException(
                    switch (peek()) {
                        case '\r' -> HttpError.MISSING_COLON;
                        case '\n' -> HttpError.BARE_LF;
                        case ' ', '\t' -> HttpError.SPACE_BEFORE_COLON;
                        default -> HttpError.BAD_FIELD_NAME;
                    });
        }
        at++;
        int start = at;
        while (peek() != '\r') {
            if (at - lineStart >= max) {
                throw new HttpException(HttpError.FIELD_TOO_LARGE);
            }
            if (!matches(FIELD_CHAR, peek())) {
                throw new HttpException(peek() == '\n' ? HttpError.BARE_LF : HttpError.BAD_FIELD_VALUE);
            }
            at++;
        }
        String value = in.substring(start, at).replaceAll("^[ \\t]+|[ \\t]+$", "");
        at++;
        expect('\n', HttpError.BARE_CR);
        fields.add(Map.entry(name, value));
        return true;
    }

    /** Checks the newest field among the others. */
    private static void check(List<Map.Entry<String, String>> fields, String protocol) throws HttpException {
        String name = lower(fields.get(fields.size() - 1).getKey());
        String value = fields.get(fields.size() - 1).getValue();
        boolean second = values(fields, name).count() > 1;
        switch (name) {
            case "host" -> {
                require(!second, HttpError.DUPLICATE_HOST);
                require(value.isEmpty() || AUTHORITY.matcher(value).matches(), HttpError.BAD_HOST);
            }
            case "content-type" -> require(!second, HttpError.DUPLICATE_CONTENT_TYPE);
            case "expect" -> require(value.equalsIgnoreCase("100-continue"), HttpError.UNKNOWN_EXPECTATION);
            case "content-length" -> {
                require(!second, HttpError.DUPLICATE_CONTENT_LENGTH);
                require(!has(fields, "transfer-encoding"), HttpError.LENGTH_AND_TRANSFER_ENCODING);
                require(
                        value.matches("[0-9]+") && new java.math.BigInteger(value).bitLength() < 64,
                        HttpError.BAD_CONTENT_LENGTH);
            }
            case "transfer-encoding" -> {
                require(protocol.equals("HTTP/1.1"), HttpError.TRANSFER_ENCODING_IN_HTTP_1_0);
                require(!has(fields, "content-length"), HttpError.LENGTH_AND_TRANSFER_ENCODING);
                List<String> codings = new ArrayList<>(list(fields, name));
                while (!codings.isEmpty() && codings.get(0).equals("identity")) {
                    codings.remove(0);
                }
                if (codings.size() > 1 && codings.get(0).equals("chunked")) {
                    boolean twice = codings.get(1).equals("chunked");
                    throw new HttpException(twice ? HttpError.CHUNKED_TWICE : HttpError.CHUNKED_NOT_LAST);
                }
                require(codings.isEmpty() || codings.get(0).equals("chunked"), HttpError.UNKNOWN_TRANSFER_CODING);
            }
            default -> {}
        }
    }

    private SeenRequest body(SeenRequest head) throws HttpException, EndOfInput {
        if (has(head.fields(), "transfer-encoding")) {
            StringBuilder data = new StringBuilder();
            extensions = 0;
            while (chunk(data)) {}
            return with(head, data.toString(), trailers());
        }
        String length = values(head.fields(), "content-length").findFirst().orElse("0");
        require(maxBody == 0 || Long.parseLong(length) <= maxBody, HttpError.BODY_TOO_LARGE);
        return with(head, data(Long.parseLong(length)), Map.of());
    }

    private boolean chunk(StringBuilder data) throws HttpException, EndOfInput {
        int start = at;
        while (matches(HEXDIG, peek())) {
            at++;
            String size = in.substring(start, at);
            require(
                    size.length() <= 16 && new java.math.BigInteger(size, 16).bitLength() < 64,
                    HttpError.CHUNK_SIZE_TOO_LARGE);
        }
        require(at > start, HttpError.BAD_CHUNK_SIZE);
        long size = Long.parseLong(in.substring(start, at), 16);
        if (matches(WHITESPACE, peek())) {
            at++;
            while (matches(WHITESPACE, peek())) {
                at++;
                countExtension(data);
            }
            require(peek() == ';', HttpError.BAD_CHUNK_SIZE);
        }
        if (peek() == ';') {
            at++;
            while (peek() != '\r') {
                require(matches(FIELD_CHAR, peek()), HttpError.BAD_CHUNK_EXTENSION);
                at++;
                countExtension(data);
            }
        }
        expect('\r', HttpError.BAD_CHUNK_SIZE);
        expect('\n', HttpError.BARE_CR);
        require(maxBody == 0 || size <= maxBody - data.length(), HttpError.BODY_TOO_LARGE);
        if (size == 0) {
            return false;
        }
        data.append(data(size));
        expect('\r', HttpError.BAD_CHUNK_END);
        expect('\n', HttpError.BAD_CHUNK_END);
        return true;
    }

    private void countExtension(StringBuilder data) throws HttpException {
        require(++extensions - data.length() <= 8192, HttpError.CHUNK_EXTENSION_TOO_LARGE);
    }

    private Map<String, String> trailers() throws HttpException, EndOfInput {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        Map<String, String> trailers = new LinkedHashMap<>();
        sectionEnd = at + limits.head();
        while (field(fields)) {
            String name = lower(fields.get(fields.size() - 1).getKey());
            require(
                    !name.matches("host|content-length|transfer-encoding|trailer|authorization|te|connection|keep-alive"
                            + "|upgrade|expect|cookie|content-encoding|content-range|proxy-(authorization|connection)"),
                    HttpError.FORBIDDEN_TRAILER);
            trailers.put(name, String.join(", ", values(fields, name).toList()));
        }
        sectionEnd = Integer.MAX_VALUE;
        return trailers;
    }

    private String data(long length) throws EndOfInput {
        if (length > in.length() - at) {
            throw new EndOfInput();
        }
        at += (int) length;
        return in.substring(at - (int) length, at);
    }

    private String run(Pattern c, int max, HttpError tooLong) throws HttpException, EndOfInput {
        int start = at;
        while (at - lineStart < max && matches(c, peek())) {
            at++;
        }
        if (at - lineStart >= max) {
            throw new HttpException(tooLong);
        }
        return in.substring(start, at);
    }

    private HttpException lineError(HttpError otherwise) throws HttpException, EndOfInput {
        return new HttpException(
                switch (peek()) {
                    case '\n' -> HttpError.BARE_LF;
                    case '\r' -> HttpError.BAD_REQUEST_LINE;
                    default -> otherwise;
                });
    }

    private char peek() throws HttpException, EndOfInput {
        require(at < sectionEnd, HttpError.HEAD_TOO_LARGE);
        if (at == in.length()) {
            throw new EndOfInput();
        }
        return in.charAt(at);
    }

    private void expect(char expected, HttpError otherwise) throws HttpException, EndOfInput {
        require(peek() == expected, otherwise);
        at++;
    }

    private static void require(boolean condition, HttpError otherwise) throws HttpException {
        if (!condition) {
            throw new HttpException(otherwise);
        }
    }

    private static boolean matches(Pattern pattern, char c) {
        return pattern.matcher(String.valueOf(c)).matches();
    }

    private static Stream<String> values(List<Map.Entry<String, String>> fields, String name) {
        return fields.stream()
                .filter(field -> lower(field.getKey()).equals(name))
                .map(Map.Entry::getValue);
    }

    private static boolean has(List<Map.Entry<String, String>> fields, String name) {
        return values(fields, name).findAny().isPresent();
    }

    private static List<String> list(List<Map.Entry<String, String>> fields, String name) {
        return values(fields, name)
                .flatMap(value -> Stream.of(lower(value).split(",")))
                .map(element -> element.replaceAll("^[ \\t]+|[ \\t]+$", ""))
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static SeenRequest with(SeenRequest head, String body, Map<String, String> trailers) {
        return new SeenRequest(
                head.method(),
                head.target(),
                head.path(),
                head.query(),
                head.protocol(),
                head.authority(),
                head.keepAlive(),
                head.expectsContinue(),
                head.fields(),
                body,
                trailers);
    }

    private static String lower(String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    /** RFC 3986 §3.2 without userinfo, as its ABNF has it, but for port numbers, which have 16 bits. */
    private static String authority() {
        String h16 = "[0-9A-Fa-f]{1,4}";
        String octet = "0*(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
        String ls32 = "(?:" + h16 + ":" + h16 + "|" + octet + "(?:\\." + octet + "){3})";
        StringBuilder ipv6 = new StringBuilder("(?:" + h16 + ":){6}" + ls32);
        for (int behind = 0; behind <= 7; behind++) {
            String before = "(?:(?:" + h16 + ":){0," + (6 - behind) + "}" + h16 + ")?";
            if (behind == 7) {
                before = "";
            }
            String tail = behind == 0 ? "" : behind == 1 ? h16 : "(?:" + h16 + ":){" + (behind - 2) + "}" + ls32;
            ipv6.append('|').append(before).append("::").append(tail);
        }
        String unreserved = "[-._~!$&'()*+,;=0-9A-Za-z]";
        String literal = "\\[(?:" + ipv6 + "|[vV][0-9A-Fa-f]+\\.(?:" + unreserved + "|:)+)\\]";
        String port = "0*(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[0-5]?[0-9]{0,4})";
        return "(?:" + literal + "|(?:" + unreserved + "|%[0-9A-Fa-f]{2})+)(?::(?:" + port + "))?";
    }
}
