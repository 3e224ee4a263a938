package io.jcorn.servlet.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of a file's bytes that a client asked for and that is there (RFC 9110 §14.1.2).
 *
 * @param first position of its first byte
 * @param last position of its last byte
 */
record ByteRange(long first, long last) {
    /** Who asks for more of them gets the whole file instead. */
    static final int MAX_RANGES = 32;

    private static final String UNIT = "bytes=";
    private static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

    long length() {
        return last - first + 1;
    }

    /** The value of Content-Range (RFC 9110 §14.4). */
    String contentRange(long size) {
        return "bytes " + first + '-' + last + '/' + size;
    }

    /**
     * Reads a Range field (RFC 9110 §14.2).
     *
     * @return the ranges in the order asked for; empty if none of them is in the file, or if they overlap so that they can
     *     only be meant to do harm: the answer is 416. Null if the field is to be ignored: it has another unit, is
     *     malformed, or asks for too many
     */
    static List<ByteRange> parse(String field, long size) {
        if (size == 0 || !field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        List<ByteRange> ranges = new ArrayList<>(2);
        int specs = 0;
        for (int at = UNIT.length(); at <= field.length(); ) {
            int comma = field.indexOf(',', at);
            int end = comma < 0 ? field.length() : comma;
            String spec = field.substring(at, end).strip();
            at = end + 1;
            if (spec.isEmpty()) {
                continue; // an empty list element (RFC 9110 §5.6.1.2)
            }
            ByteRange range = parseSpec(spec, size);
            if (range == null || ++specs > MAX_RANGES) {
                return null;
            }
            if (!range.equals(UNSATISFIABLE)) {
                ranges.add(range);
            }
        }
        return specs == 0 ? null : overlapTwice(ranges) ? List.of() : ranges;
    }

    private static ByteRange parseSpec(String spec, long size) {
        int dash = spec.indexOf('-');
        if (dash < 0 || spec.length() == 1) {
            return null;
        }
        long first = position(spec, 0, dash);
        long last = position(spec, dash + 1, spec.length());
        if (dash == 0) { // the last so many bytes
            return last < 0 ? null : last == 0 ? UNSATISFIABLE : new ByteRange(Math.max(0, size - last), size - 1);
        }
        if (dash == spec.length() - 1) {
            last = Long.MAX_VALUE;
        }
        if (first < 0 || last < first) {
            return null;
        }
        return first >= size ? UNSATISFIABLE : new ByteRange(first, Math.min(last, size - 1));
    }

    /** 1*DIGIT; -1 if it is none. Beyond what a long holds it is as big as any file. */
    private static long position(String spec, int start, int end) {
        long value = start == end ? -1 : 0;
        for (int i = start; i < end; i++) {
            int digit = spec.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * value + digit;
        }
        return value;
    }

    /** Whether more than two ranges overlap: RFC 9110 §14.2 calls that a broken client or an attack. */
    private static boolean overlapTwice(List<ByteRange> ranges) {
        long reached = -1;
        int overlaps = 0;
        for (ByteRange range : ranges.stream()
                .sorted(Comparator.comparingLong(ByteRange::first))
                .toList()) {
            if (range.first <= reached && ++overlaps > 1) {
                return true;
            }
            reached = Math.max(reached, range.last);
        }
        return false;
    }
}
