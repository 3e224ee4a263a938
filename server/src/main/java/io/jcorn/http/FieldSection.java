package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The field lines of a head or of a trailer section (RFC 9110 §5, §6.3), as offsets into the bytes that arrived.
 *
 * <p>Offsets count from {@code base}, so that the bytes may be moved while a head is still coming in. Nothing becomes a
 * string until asked for. Not thread-safe: belongs to its head or decoder.
 */
final class FieldSection {
    private static final byte[] NOTHING = {};
    private static final int INTS_PER_FIELD = 4;

    byte[] bytes = NOTHING;
    int base;
    private int[] bounds = new int[INTS_PER_FIELD * 16];
    private int count;

    void clear() {
        bytes = NOTHING;
        base = 0;
        count = 0;
    }

    int count() {
        return count;
    }

    void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = count * INTS_PER_FIELD;
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * at);
        }
        bounds[at] = nameStart;
        bounds[at + 1] = nameEnd;
        bounds[at + 2] = valueStart;
        bounds[at + 3] = valueEnd;
        count++;
    }

    int nameStart(int index) {
        return bounds[index * INTS_PER_FIELD];
    }

    int nameEnd(int index) {
        return bounds[index * INTS_PER_FIELD + 1];
    }

    int valueStart(int index) {
        return bounds[index * INTS_PER_FIELD + 2];
    }

    int valueEnd(int index) {
        return bounds[index * INTS_PER_FIELD + 3];
    }

    String name(int index) {
        return string(nameStart(index), nameEnd(index));
    }

    String value(int index) {
        return string(valueStart(index), valueEnd(index));
    }

    String first(String name) {
        int index = indexOf(name, 0);
        return index < 0 ? null : value(index);
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    int indexOf(String name, int from) {
        int length = name.length();
        for (int i = from; i < count; i++) {
            int start = nameStart(i);
            if (nameEnd(i) - start == length && equalsIgnoreCase(name, start)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a value of that name, read as a list of tokens, holds {@code token}. */
    boolean hasToken(String name, String token) {
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            if (TokenList.contains(bytes, base + valueStart(i), base + valueEnd(i), token)) {
                return true;
            }
        }
        return false;
    }

    String string(int start, int end) {
        return new String(bytes, base + start, end - start, StandardCharsets.ISO_8859_1);
    }

    private boolean equalsIgnoreCase(String name, int start) {
        for (int i = 0; i < name.length(); i++) {
            if (TokenList.lower(name.charAt(i)) != TokenList.lower(bytes[base + start + i])) {
                return false;
            }
        }
        return true;
    }
}
