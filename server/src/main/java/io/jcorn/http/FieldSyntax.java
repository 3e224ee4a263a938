package io.jcorn.http;

/** Keeps an application from sending a field that would be read as something else (RFC 9110 §5.1, §5.5). */
final class FieldSyntax {
    private FieldSyntax() {}

    /** @throws IllegalArgumentException if {@code name} is no token */
    static String checkName(String name) {
        if (!CharTables.isToken(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a field name");
        }
        return name;
    }

    /**
     * The value as it can be sent. A field is ISO-8859-1: what is beyond becomes "?", since frameworks pass on file names
     * and the like without a thought, and a request that fails for that helps nobody.
     *
     * @throws IllegalArgumentException if it holds a control character such as CR or LF: it would break out of its line
     */
    static String checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!CharTables.isFieldContent(c)) {
                return replaceUnencodable(name, value);
            }
        }
        return value;
    }

    private static String replaceUnencodable(String name, String value) {
        StringBuilder encodable = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 0xff) {
                encodable.append('?');
            } else if (CharTables.isFieldContent(c)) {
                encodable.append(c);
            } else {
                throw new IllegalArgumentException("the value of " + name + " holds control character " + (int) c);
            }
        }
        return encodable.toString();
    }
}
