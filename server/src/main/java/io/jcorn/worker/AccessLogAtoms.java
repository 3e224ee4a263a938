package io.jcorn.worker;

import io.jcorn.http.RequestHead;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * gunicorn's access log format: text with atoms such as {@code %(h)s} and {@code %({User-Agent}i)s}. Parsed once.
 *
 * <p>What comes from a client can't forge a line or leave its quotes: control characters, quotes and backslashes are
 * escaped.
 */
final class AccessLogAtoms implements AccessLogFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final List<Function<AccessLogEntry, String>> parts = new ArrayList<>();
    private final long pid = ProcessHandle.current().pid();

    /** @throws IllegalArgumentException for an atom that doesn't exist, or one that isn't closed */
    AccessLogAtoms(String format) {
        int at = 0;
        while (at < format.length()) {
            int open = format.indexOf("%(", at);
            if (open < 0) {
                text(format.substring(at));
                return;
            }
            text(format.substring(at, open));
            int close = format.indexOf(")s", open);
            if (close < 0) {
                throw new IllegalArgumentException("access-logformat: no )s behind " + format.substring(open));
            }
            parts.add(atom(format.substring(open + 2, close)));
            at = close + 2;
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            parts.add(entry -> text);
        }
    }

    @Override
    public String line(AccessLogEntry entry) {
        StringBuilder line = new StringBuilder(160);
        for (Function<AccessLogEntry, String> part : parts) {
            String value = part.apply(entry);
            line.append(value == null ? "-" : value);
        }
        return line.toString();
    }

    private Function<AccessLogEntry, String> atom(String name) {
        if (name.startsWith("{") && name.length() > 3) {
            return fieldAtom(name);
        }
        return switch (name) {
            case "h" -> AccessLogEntry::host;
            case "l" -> entry -> null;
            case "u" -> entry -> escapeWord(entry.user());
            case "t" -> entry -> TIME.format(Instant.now());
            case "r" -> entry -> escape(requestLine(entry.request()));
            case "m" ->
                entry -> entry.request() == null ? null : escape(entry.request().method());
            case "U" ->
                entry -> entry.request() == null ? null : escape(entry.request().rawPath());
            case "q" ->
                entry -> entry.request() == null ? null : escape(entry.request().rawQuery());
            case "H" ->
                entry -> entry.request() == null ? null : entry.request().protocol();
            case "s" -> entry -> Integer.toString(entry.status());
            case "B" -> entry -> Long.toString(entry.bytes());
            case "b" -> entry -> entry.bytes() == 0 ? null : Long.toString(entry.bytes());
            case "f" -> entry -> escape(entry.requestField("Referer"));
            case "a" -> entry -> escape(entry.requestField("User-Agent"));
            case "T" -> entry -> Long.toString(TimeUnit.NANOSECONDS.toSeconds(entry.nanos()));
            case "M" -> entry -> Long.toString(TimeUnit.NANOSECONDS.toMillis(entry.nanos()));
            case "D" -> entry -> Long.toString(TimeUnit.NANOSECONDS.toMicros(entry.nanos()));
            case "L" -> entry -> String.format(Locale.ROOT, "%.6f", entry.nanos() / 1e9);
            case "p" -> entry -> "<" + pid + ">";
            default -> throw new IllegalArgumentException("access-logformat: no such atom: %(" + name + ")s");
        };
    }

    private static Function<AccessLogEntry, String> fieldAtom(String name) {
        String field = name.substring(1, name.length() - 2);
        if (name.endsWith("}i")) {
            return entry -> escape(entry.requestField(field));
        }
        if (name.endsWith("}o")) {
            return entry -> escape(entry.responseField(field));
        }
        throw new IllegalArgumentException("access-logformat: no such atom: %(" + name + ")s");
    }

    private static String requestLine(RequestHead request) {
        return request == null ? null : request.method() + " " + request.target() + " " + request.protocol();
    }

    /** Of what stands without quotes: a space would begin the next part. */
    private static String escapeWord(String value) {
        return value == null || value.isEmpty() ? null : escape(value).replace(" ", "\\x20");
    }

    private static String escape(String value) {
        if (value == null) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                return escapeFrom(value, i);
            }
        }
        return value;
    }

    private static String escapeFrom(String value, int first) {
        StringBuilder out = new StringBuilder(value.length() + 16).append(value, 0, first);
        for (int i = first; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                out.append(String.format(Locale.ROOT, c <= 0xff ? "\\x%02x" : "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
