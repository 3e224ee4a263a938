package io.jcorn.servlet.session;

import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.Set;

/** By what clients are told apart (Servlet 6.1 §7.1): cookies, session ids in URLs, both or neither. */
public record SessionTracking(Set<SessionTrackingMode> modes) {
    /**
     * Both, as §7.1.3 has it for clients without cookies. An id in a URL leaks by Referer fields, histories and logs: an
     * application that doesn't want that says {@code <tracking-mode>COOKIE</tracking-mode>}.
     */
    public static final SessionTracking DEFAULT =
            new SessionTracking(EnumSet.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL));

    /** @throws IllegalArgumentException for a mode that jcorn can't do, SSL, alone or with others */
    public SessionTracking {
        if (modes.contains(SessionTrackingMode.SSL)) {
            throw new IllegalArgumentException("session tracking by SSL is not supported; COOKIE and URL are");
        }
        modes = Set.copyOf(modes);
    }

    public boolean byCookie() {
        return modes.contains(SessionTrackingMode.COOKIE);
    }

    public boolean byUrl() {
        return modes.contains(SessionTrackingMode.URL);
    }
}
