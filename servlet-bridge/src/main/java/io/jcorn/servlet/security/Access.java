package io.jcorn.servlet.security;

import io.jcorn.servlet.request.Caller;
import java.util.Collections;
import java.util.Set;

/**
 * What all constraints on a pattern and a method together ask (Servlet 6.1 §13.8.1).
 *
 * @param roles for ROLES: of which the caller has to have one; may be empty, then nobody does
 * @param confidential whether only a protected connection will do
 */
record Access(Kind kind, Set<String> roles, boolean confidential) {
    enum Kind {
        /** Anybody, known or not. */
        OPEN,
        /** Who is known, whatever roles they have: {@code **}. */
        ANY_USER,
        ROLES,
        /** Nobody at all: an empty auth-constraint. */
        PRECLUDED
    }

    static final Access PRECLUDED = new Access(Kind.PRECLUDED, Set.of(), false);

    Access {
        roles = Set.copyOf(roles);
    }

    boolean permits(Caller caller) {
        return switch (kind) {
            case OPEN, ANY_USER -> true;
            case ROLES -> !Collections.disjoint(roles, caller.roles());
            case PRECLUDED -> false;
        };
    }
}
