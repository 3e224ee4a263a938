package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The Date field line (RFC 9110 §6.6.1), made anew once a second. Any thread; two may make the same line at once. */
final class DateField {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(long epochSecond, byte[] bytes) {}

    private final InstantSource clock;
    private volatile Line line = new Line(Long.MIN_VALUE, new byte[0]);

    DateField(InstantSource clock) {
        this.clock = clock;
    }

    /** The line with its CRLF; not to be written to. */
    byte[] line() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        Line current = line;
        if (current.epochSecond != now) {
            String text = "Date: " + HttpDate.format(now) + "\r\n";
            current = new Line(now, text.getBytes(StandardCharsets.ISO_8859_1));
            line = current;
        }
        return current.bytes;
    }
}
