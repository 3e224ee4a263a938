package io.jcorn.servlet.descriptor;

import java.util.List;
import java.util.Set;

/**
 * One web-resource-collection and what its security-constraint asks of requests for it (Servlet 6.1 §13.8). A constraint with several
 * collections is several of these.
 *
 * @param urlPatterns decoded; at least one
 * @param methods those that it is for; empty for all, or all but {@code omittedMethods}
 * @param omittedMethods those that it is not for; empty unless {@code methods} is
 * @param roles permitted roles, {@code *} and {@code **} as written; empty: nobody is permitted; null: no auth-constraint, anybody is
 * @param confidential whether the transport has to be protected; INTEGRAL asks for the same (§13.8)
 */
public record SecurityConstraint(
        List<String> urlPatterns,
        Set<String> methods,
        Set<String> omittedMethods,
        Set<String> roles,
        boolean confidential) {
    public SecurityConstraint {
        urlPatterns = List.copyOf(urlPatterns);
        methods = Ordered.copyOf(methods);
        omittedMethods = Ordered.copyOf(omittedMethods);
        roles = roles == null ? null : Ordered.copyOf(roles);
    }
}
