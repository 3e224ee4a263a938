package io.jcorn.servlet.descriptor;

import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.Set;

/**
 * How sessions are kept.
 *
 * @param timeout idle time until a session expires; null is the container's default, zero or negative never
 * @param trackingModes empty is the container's default
 */
public record SessionConfig(Duration timeout, CookieDef cookie, Set<SessionTrackingMode> trackingModes) {
    /** Nothing declared. */
    public static final SessionConfig DEFAULT = new SessionConfig(null, CookieDef.DEFAULT, Set.of());

    public SessionConfig {
        trackingModes = Ordered.copyOf(trackingModes);
    }
}
