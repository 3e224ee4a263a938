package io.jcorn.http;

/** How much a client wants a content coding: its Accept-Encoding field (RFC 9110 §12.5.3). */
public final class AcceptEncoding {
    /** Of a coding that is named without a weight, in thousandths. */
    private static final int FULL = 1000;

    private AcceptEncoding() {}

    /**
     * The weight of a coding in thousandths; 0 if the client doesn't take it.
     *
     * @param field all lines of the field with commas between; null if there is none, which is taken for "nothing but identity"
     */
    public static int weight(String field, String coding) {
        int any = 0;
        int length = field == null ? 0 : field.length();
        for (int at = 0; at < length; ) {
            int comma = field.indexOf(',', at);
            int end = comma < 0 ? length : comma;
            int semicolon = field.indexOf(';', at);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            String name = field.substring(at, nameEnd).strip();
            if (name.equalsIgnoreCase(coding)) {
                return weight(field, nameEnd, end);
            }
            if (name.equals("*")) {
                any = weight(field, nameEnd, end);
            }
            at = end + 1;
        }
        return any;
    }

    /** Of {@code ;q=0.5}, with white space where it may be; 0 if it is something else (RFC 9110 §12.4.2). */
    private static int weight(String field, int start, int end) {
        if (start == end) {
            return FULL;
        }
        String text = field.substring(start + 1, end).strip();
        if (text.length() < 3 || text.length() > 7 || !text.regionMatches(true, 0, "q=", 0, 2)) {
            return 0;
        }
        int whole = text.charAt(2) - '0';
        if (whole != 0 && whole != 1 || text.length() > 3 && text.charAt(3) != '.') {
            return 0;
        }
        int weight = whole * FULL;
        int unit = FULL / 10;
        for (int i = 4; i < text.length(); i++, unit /= 10) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            weight += digit * unit;
        }
        return Math.min(weight, FULL);
    }
}
