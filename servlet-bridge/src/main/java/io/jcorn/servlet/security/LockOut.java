package io.jcorn.servlet.security;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes guessing passwords hopeless: after some failures nobody gets a password checked for a while.
 *
 * <p>Counted are the failures of a user from an address; and, ten times as many allowed, those of a user from anywhere and those of an
 * address with any user. So one guesser doesn't lock out a user who is elsewhere, and neither many addresses nor many users are a way
 * around. Unknown users are counted as known ones are: being locked out tells nothing. A name or address that had no failure for the
 * time of a lock-out starts anew.
 *
 * <p>Any thread; each worker counts for itself. Bounded: of {@value #MOST} counters the one not touched for longest goes.
 */
final class LockOut {
    static final int MOST = 10_000;
    private static final int SPREAD = 10;
    private static final System.Logger LOG = System.getLogger("jcorn.security");

    /** @param until for how long nothing is checked, in milliseconds of the clock; 0 for not locked */
    private record Failures(int count, long last, long until) {}

    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };
    private final int attempts;
    private final long millis;
    private final InstantSource clock;

    /** @param attempts how many may fail; 0 for any number */
    LockOut(int attempts, Duration duration, InstantSource clock) {
        this.attempts = attempts;
        this.millis = duration.toMillis();
        this.clock = clock;
    }

    /** Whether a password of that user, from that address, is not to be looked at. */
    synchronized boolean isLocked(String user, String address) {
        if (attempts == 0) return false;
        long now = clock.millis();
        for (String key : keys(user, address)) {
            Failures found = failures.get(key);
            if (found != null && now < found.until()) return true;
        }
        return false;
    }

    synchronized void failed(String user, String address) {
        if (attempts == 0) return;
        List<String> keys = keys(user, address);
        for (int i = 0; i < keys.size(); i++) count(keys.get(i), i == 0 ? attempts : (long) attempts * SPREAD);
    }

    private void count(String key, long most) {
        long now = clock.millis();
        Failures before = failures.get(key);
        boolean fresh = before == null || now - before.last() >= millis;
        int count = fresh ? 1 : before.count() + 1;
        boolean locks = count >= most;
        failures.put(key, new Failures(locks ? 0 : count, now, locks ? now + millis : 0));
        if (locks) LOG.log(Level.WARNING, "Too many failed logins: {0} is locked out for {1} s", key, millis / 1000);
    }

    /** Forgets what this user failed with at this address; others may be guessing still. */
    synchronized void succeeded(String user, String address) {
        failures.remove(keys(user, address).get(0));
    }

    /** Of a UNIX socket there is no address, so nothing to tell clients apart by. */
    private static List<String> keys(String user, String address) {
        String name = "user " + printable(user);
        return address.isEmpty()
                ? List.of(name + " here", name)
                : List.of(name + " at " + address, name, "address " + address);
    }

    /** These end up in the log: no line feeds of a stranger's. */
    private static String printable(String user) {
        return user.replaceAll("\\p{Cntrl}", "?");
    }
}
