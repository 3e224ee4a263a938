package io.jcorn.worker;

import io.jcorn.http.RequestHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The access log as a JSON object a line (RFC 8259), always with the same members; all of it is ASCII. */
final class AccessLogJson implements AccessLogFormat {
    private final long pid = ProcessHandle.current().pid();

    @Override
    public String line(AccessLogEntry entry) {
        RequestHead request = entry.request();
        StringBuilder line = new StringBuilder(320);
        line.append('{');
        text(line, "time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        text(line, "remote_addr", entry.host());
        text(line, "user", entry.user());
        text(line, "method", request == null ? null : request.method());
        text(line, "target", request == null ? null : request.target());
        text(line, "protocol", request == null ? null : request.protocol());
        number(line, "status", Integer.toString(entry.status()));
        number(line, "bytes", Long.toString(entry.bytes()));
        number(line, "seconds", String.format(Locale.ROOT, "%.6f", entry.nanos() / 1e9));
        text(line, "referer", entry.requestField("Referer"));
        text(line, "user_agent", entry.requestField("User-Agent"));
        number(line, "pid", Long.toString(pid));
        return line.append('}').toString();
    }

    private static void number(StringBuilder line, String name, String value) {
        name(line, name).append(value);
    }

    private static void text(StringBuilder line, String name, String value) {
        name(line, name);
        if (value == null) {
            line.append("null");
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static StringBuilder name(StringBuilder line, String name) {
        return line.append(line.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":");
    }
}
