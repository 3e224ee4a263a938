package io.jcorn.servlet.dispatch;

/** Parameters in the segments of a raw path (Servlet 6.1 §3.5.2). */
final class PathParameters {
    private PathParameters() {}

    /** The value of the first {@code ;name=value}; null where there is none. */
    static String find(String path, String name) {
        int at = path.indexOf(';');
        while (at >= 0) {
            int start = at + 1;
            int end = start;
            while (end < path.length() && path.charAt(end) != ';' && path.charAt(end) != '/') end++;
            int equals = start + name.length();
            if (equals < end && path.charAt(equals) == '=' && path.startsWith(name, start)) {
                return path.substring(equals + 1, end);
            }
            at = path.indexOf(';', end);
        }
        return null;
    }
}
