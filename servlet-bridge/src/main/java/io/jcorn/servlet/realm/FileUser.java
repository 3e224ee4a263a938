package io.jcorn.servlet.realm;

import io.jcorn.passwd.DigestAlgorithm;
import java.util.Map;

/**
 * A line of a file of users.
 *
 * @param secret null for a user without a password of that kind
 * @param digests what DIGEST needs, by algorithm
 */
record FileUser(User user, Secret secret, Map<DigestAlgorithm, String> digests) {
    FileUser {
        digests = Map.copyOf(digests);
    }
}
