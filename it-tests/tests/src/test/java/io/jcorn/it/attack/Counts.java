package io.jcorn.it.attack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attack amounted to.
 *
 * @param connections that were made
 * @param sent bytes
 * @param received bytes
 * @param cutOff connections that the server ended
 */
public record Counts(long connections, long sent, long received, long cutOff) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+) connections, (\\d+) bytes sent, (\\d+) received, (\\d+) cut off");

    /** Those that stand in {@code text} as {@link #toString} writes them. */
    public static Counts in(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("no counts: " + text);
        }
        return new Counts(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3)),
                Long.parseLong(found.group(4)));
    }

    @Override
    public String toString() {
        return "%d connections, %d bytes sent, %d received, %d cut off".formatted(connections, sent, received, cutOff);
    }
}
