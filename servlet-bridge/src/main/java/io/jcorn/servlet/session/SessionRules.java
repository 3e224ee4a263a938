package io.jcorn.servlet.session;

import java.time.Duration;

/**
 * What the settings say of an application's sessions.
 *
 * @param keeping what becomes of them beyond this heap; null for nothing
 * @param limit how many there may be; 0 for any number
 * @param newTimeout how long one lives at the most before its client has come back with it; zero for as long as others
 */
public record SessionRules(SessionKeeping keeping, int limit, Duration newTimeout) {
    /** Without limits. */
    public static SessionRules of(SessionKeeping keeping) {
        return new SessionRules(keeping, 0, Duration.ZERO);
    }

    /** What is taken from an interval, of zero or less for ever, while the client has not come back. */
    long lostMillis(int maxInactiveSeconds) {
        return newTimeout.isZero() ? 0 : Math.max(0, maxInactiveSeconds * 1000L - newTimeout.toMillis());
    }
}
