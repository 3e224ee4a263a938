package io.jcorn.servlet.session;

import jakarta.servlet.http.HttpSession;

/** A session of a web application. */
public interface BridgeSession extends HttpSession {
    /** Whether it was neither invalidated nor has expired. */
    boolean isValid();
}
