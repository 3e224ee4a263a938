package io.jcorn.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Status and fields of a response, before they are committed. Names keep their spelling, are compared without case and
 * keep their order. Owned by the exchange's thread.
 */
public final class ResponseHead {
    private int status = 200;
    private final ArrayList<String> namesAndValues = new ArrayList<>(16);

    public int status() {
        return status;
    }

    /** @throws IllegalArgumentException outside 100…999 */
    public void status(int status) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status " + status + " is not between 100 and 999");
        }
        this.status = status;
    }

    /**
     * Replaces all fields of that name by one, at the first one's place.
     *
     * @throws IllegalArgumentException see {@link #add}
     */
    public void set(String name, String value) {
        int i = indexOf(name, 0);
        if (i < 0) {
            add(name, value);
            return;
        }
        namesAndValues.set(2 * i + 1, FieldSyntax.checkValue(name, value));
        for (int j = indexOf(name, i + 1); j >= 0; j = indexOf(name, j)) {
            removeAt(j);
        }
    }

    /**
     * Adds a field. Characters beyond ISO-8859-1 become "?".
     *
     * @throws IllegalArgumentException if the name is no token, or the value holds a control character other than HTAB
     */
    public void add(String name, String value) {
        String sendable = FieldSyntax.checkValue(name, value);
        namesAndValues.add(FieldSyntax.checkName(name));
        namesAndValues.add(sendable);
    }

    public void remove(String name) {
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i)) {
            removeAt(i);
        }
    }

    public void clear() {
        status = 200;
        namesAndValues.clear();
    }

    /** The first value of that name; null where there is none. */
    public String field(String name) {
        int i = indexOf(name, 0);
        return i < 0 ? null : value(i);
    }

    public List<String> fields(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /** Whether the fields of that name, read as lists of tokens (RFC 9110 §5.6.1), hold {@code token}. */
    public boolean hasToken(String name, String token) {
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            if (TokenList.contains(value(i), token)) {
                return true;
            }
        }
        return false;
    }

    /** What a Content-Length field declares, in bytes; -1 where there is none or it is no number. */
    public long contentLength() {
        String declared = field("Content-Length");
        if (declared == null) {
            return -1;
        }
        try {
            return Math.max(-1, Long.parseLong(declared));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    public int fieldCount() {
        return namesAndValues.size() / 2;
    }

    public String name(int index) {
        return namesAndValues.get(2 * index);
    }

    public String value(int index) {
        return namesAndValues.get(2 * index + 1);
    }

    /** The index of the first field of that name at or behind {@code from}; -1 where there is none. */
    public int indexOf(String name, int from) {
        for (int i = from; i < fieldCount(); i++) {
            if (name(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private void removeAt(int index) {
        namesAndValues.remove(2 * index + 1);
        namesAndValues.remove(2 * index);
    }
}
