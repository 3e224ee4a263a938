package io.jcorn.servlet.descriptor;

/** The forms of a URL pattern (Servlet 6.1 §12.2): "", "/", "/exact", "/prefix/*", "*.extension". */
public final class UrlPatterns {
    private UrlPatterns() {}

    /** Whether a pattern has one of the forms; also used for programmatic registration. */
    public static boolean isValid(String pattern) {
        if (pattern.isEmpty()) return true;
        if (pattern.indexOf('\n') >= 0 || pattern.indexOf('\r') >= 0) return false;
        if (pattern.startsWith("*.")) return pattern.length() > 2 && pattern.indexOf('/') < 0;
        return pattern.charAt(0) == '/' && !pattern.contains("*.");
    }

    /** A pattern as Servlet 2.2 had it, perhaps without its leading slash. */
    static String ofVersion22(String pattern) {
        return pattern.isEmpty() || pattern.startsWith("/") || pattern.startsWith("*.") ? pattern : '/' + pattern;
    }

    static void check(String pattern, Place at) throws DescriptorException {
        if (isValid(pattern)) return;
        throw new DescriptorException(
                at, "'" + pattern + "' is no URL pattern; right are /exact, /prefix/*, *.extension, / and \"\"");
    }
}
