package io.jcorn.servlet.descriptor;

import java.util.Map;

/**
 * The session cookie; a null component was not declared.
 *
 * @param maxAge seconds
 * @param attributes further attributes such as {@code SameSite}; empty if none
 */
public record CookieDef(
        String name,
        String domain,
        String path,
        String comment,
        Boolean httpOnly,
        Boolean secure,
        Integer maxAge,
        Map<String, String> attributes) {
    /** Nothing declared. */
    public static final CookieDef DEFAULT = new CookieDef(null, null, null, null, null, null, null, Map.of());

    public CookieDef {
        attributes = Ordered.copyOf(attributes);
    }
}
