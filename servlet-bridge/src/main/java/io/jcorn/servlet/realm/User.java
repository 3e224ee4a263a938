package io.jcorn.servlet.realm;

import java.util.Set;

/** A user that a realm vouches for. */
public record User(String name, Set<String> roles) {
    public User {
        roles = Set.copyOf(roles);
    }
}
