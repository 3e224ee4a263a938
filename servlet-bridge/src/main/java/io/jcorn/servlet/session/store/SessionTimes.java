package io.jcorn.servlet.session.store;

/**
 * When things happened to a session, in milliseconds since the epoch.
 *
 * @param lastAccessed when the request before the latest began
 * @param accessed when the latest request began
 * @param idleSince when the latest request began or ended; earlier if the session shall live shorter
 * @param maxInactiveSeconds how long it lives from {@code idleSince} on; zero or less for ever, but for {@link #ENDED}
 */
public record SessionTimes(long created, long lastAccessed, long accessed, long idleSince, int maxInactiveSeconds) {
    /** An interval of sessions that were ended from outside: whoever finds one destroys it, whenever it was used. */
    public static final int ENDED = Integer.MIN_VALUE;

    public boolean isExpired(long now) {
        return maxInactiveSeconds == ENDED || maxInactiveSeconds > 0 && now - idleSince >= maxInactiveSeconds * 1000L;
    }

    /** The times after uses that somebody else noted too: the later of both. */
    public SessionTimes touchedAt(SessionTimes others) {
        boolean later = others.accessed > accessed;
        return new SessionTimes(
                created,
                later ? others.lastAccessed : lastAccessed,
                later ? others.accessed : accessed,
                Math.max(idleSince, others.idleSince),
                maxInactiveSeconds);
    }

    /** With another interval, unless it was ended. */
    public SessionTimes withMaxInactive(int seconds) {
        return maxInactiveSeconds == ENDED
                ? this
                : new SessionTimes(created, lastAccessed, accessed, idleSince, seconds);
    }
}
