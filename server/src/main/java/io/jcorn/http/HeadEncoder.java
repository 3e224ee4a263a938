package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * Writes response heads (RFC 9112 §4, §5). Any thread; the sink is the caller's.
 *
 * <p>What concerns the connection is decided by {@link ResponseFraming}: fields of an application's that say something
 * about it are left out. The version is always HTTP/1.1, whatever the client's is (RFC 9110 §6.2).
 */
public final class HeadEncoder {
    /** The interim response that a client with {@code Expect: 100-continue} waits for. */
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = ascii("Connection: Upgrade\r\n");
    private static final byte[] CLOSE_UPGRADE = ascii("Connection: close, Upgrade\r\n");
    private static final byte[][] STATUS_LINES = statusLines();

    private final DateField date;

    /** @param clock tells the Date field's time */
    public HeadEncoder(InstantSource clock) {
        this.date = new DateField(clock);
    }

    /** Writes a final response's head, or that of 101 (Switching Protocols), through the empty line. */
    public void encode(ResponseHead head, ResponseFraming framing, ByteSink out) {
        putStatusLine(head.status(), out);
        boolean dated = false;
        boolean upgrades = false;
        for (int i = 0; i < head.fieldCount(); i++) {
            String name = head.name(i);
            if (isFraming(name)) {
                continue;
            }
            dated |= name.equalsIgnoreCase("Date");
            upgrades |= name.equalsIgnoreCase("Upgrade");
            putField(name, head.value(i), out);
        }
        if (!dated) {
            out.put(date.line());
        }
        putFraming(framing, out);
        putConnection(framing, upgrades, out);
        out.put(CRLF);
    }

    /** Writes the head of an interim response (RFC 9110 §15.2), which is all of it. */
    public void encodeInterim(ResponseHead head, ByteSink out) {
        putStatusLine(head.status(), out);
        for (int i = 0; i < head.fieldCount(); i++) {
            if (!isFraming(head.name(i))) {
                putField(head.name(i), head.value(i), out);
            }
        }
        out.put(CRLF);
    }

    /** Writes 100 (Continue). */
    public void encodeContinue(ByteSink out) {
        out.put(CONTINUE);
    }

    private static void putStatusLine(int status, ByteSink out) {
        byte[] line = status < STATUS_LINES.length ? STATUS_LINES[status] : null;
        out.put(line == null ? statusLine(status) : line);
    }

    private static void putField(String name, String value, ByteSink out) {
        out.reserve(name.length() + value.length() + 4);
        out.put(name);
        out.put((byte) ':');
        out.put(CharTables.SP);
        out.put(value);
        out.put(CRLF);
    }

    private static void putFraming(ResponseFraming framing, ByteSink out) {
        switch (framing.coding()) {
            case LENGTH -> {
                out.put(CONTENT_LENGTH);
                out.putDecimal(framing.length());
                out.put(CRLF);
            }
            case CHUNKED -> out.put(CHUNKED);
            case NONE, CLOSE -> {}
        }
    }

    private static void putConnection(ResponseFraming framing, boolean upgrades, ByteSink out) {
        if (!framing.persistent()) {
            out.put(upgrades ? CLOSE_UPGRADE : CLOSE);
        } else if (upgrades) {
            out.put(UPGRADE);
        } else if (framing.announcesKeepAlive()) {
            out.put(KEEP_ALIVE);
        }
    }

    /** Whether a field is about the connection or the message's length, which the worker alone knows (RFC 9110 §7.6.1). */
    private static boolean isFraming(String name) {
        return switch (name.length()) {
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("Content-Length");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }

    private static byte[][] statusLines() {
        byte[][] lines = new byte[600][];
        for (int status = 100; status < lines.length; status++) {
            if (!Reasons.phrase(status).isEmpty()) {
                lines[status] = statusLine(status);
            }
        }
        return lines;
    }

    private static byte[] statusLine(int status) {
        return ascii("HTTP/1.1 " + status + " " + Reasons.phrase(status) + "\r\n");
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }
}
