package io.jcorn.servlet.request;

import java.security.Principal;
import java.util.Set;

/**
 * Who makes a request, once that is proven: the caller identity of Servlet 6.1 §13.10.
 *
 * @param authType what {@code getAuthType} tells: one of HttpServletRequest's constants, or how else the caller was found out
 */
public record Caller(Principal principal, Set<String> roles, String authType) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public String name() {
        return principal.getName();
    }
}
