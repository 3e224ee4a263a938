package io.jcorn.servlet.security;

import java.io.Serializable;
import java.security.Principal;

/** A user as applications see one. */
record CallerPrincipal(String name) implements Principal, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return name;
    }

    /** Just the name: applications print it. */
    @Override
    public String toString() {
        return name;
    }
}
