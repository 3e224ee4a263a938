package io.jcorn.servlet.descriptor;

import java.util.List;
import java.util.Set;

/**
 * What descriptors say of security; constraints that code or annotations put on servlets are not among it.
 *
 * @param login null if there is none
 * @param roles the declared security-roles
 * @param denyUncovered whether methods that no constraint of a constrained pattern covers are denied (Servlet 6.1 §13.8.4)
 */
public record SecurityDef(
        List<SecurityConstraint> constraints, Declared<LoginConfig> login, Set<String> roles, boolean denyUncovered) {
    /** Nothing declared. */
    public static final SecurityDef NONE = new SecurityDef(List.of(), null, Set.of(), false);

    public SecurityDef {
        constraints = List.copyOf(constraints);
        roles = Ordered.copyOf(roles);
    }
}
