package io.jcorn.servlet.dispatch;

import jakarta.servlet.http.MappingMatch;

/**
 * A URL pattern of a servlet or filter mapping (Servlet 6.1 §12.2).
 *
 * @param pattern as declared
 * @param kind PATH for "/name/*", EXTENSION for "*.name", DEFAULT for "/", CONTEXT_ROOT for "", else EXACT
 * @param text what is compared: "/name", ".name", or the pattern itself
 */
public record UrlPattern(String pattern, MappingMatch kind, String text) {
    /** @throws IllegalArgumentException if it is no pattern of the specification's */
    public static UrlPattern parse(String pattern) {
        if (pattern.isEmpty()) return new UrlPattern(pattern, MappingMatch.CONTEXT_ROOT, pattern);
        if (pattern.equals("/")) return new UrlPattern(pattern, MappingMatch.DEFAULT, pattern);
        if (pattern.startsWith("*.") && pattern.indexOf('/') < 0) {
            return new UrlPattern(pattern, MappingMatch.EXTENSION, pattern.substring(1));
        }
        if (pattern.charAt(0) != '/' || pattern.indexOf('\n') >= 0 || pattern.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("URL pattern \"" + pattern + "\" must start with \"/\" or \"*.\"");
        }
        if (pattern.endsWith("/*")) {
            return new UrlPattern(pattern, MappingMatch.PATH, pattern.substring(0, pattern.length() - 2));
        }
        return new UrlPattern(pattern, MappingMatch.EXACT, pattern);
    }

    /** Whether a filter with this pattern is for {@code path}; not how a servlet is chosen: that takes all mappings together. */
    boolean matches(String path) {
        return switch (kind) {
            case EXACT, DEFAULT -> path.equals(text);
            case CONTEXT_ROOT -> path.equals("/");
            case PATH -> isPrefixOf(path);
            case EXTENSION -> path.endsWith(text) && path.lastIndexOf('.') == path.length() - text.length();
        };
    }

    /** For PATH: whether {@code path} is the prefix itself or below it. */
    public boolean isPrefixOf(String path) {
        int length = text.length();
        return path.startsWith(text) && (path.length() == length || path.charAt(length) == '/');
    }

    /** Whether every path that {@code other} leads to a servlet matches this pattern too. */
    boolean covers(UrlPattern other) {
        return switch (kind) {
            case PATH ->
                text.isEmpty()
                        || (other.kind == MappingMatch.PATH || other.kind == MappingMatch.EXACT)
                                && isPrefixOf(other.text);
            case EXTENSION -> other.equals(this);
            case EXACT, DEFAULT, CONTEXT_ROOT -> false;
        };
    }
}
