package io.jcorn.servlet.security;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Who is logged in, as an attribute of the session: so it goes with the session to other workers, and ends with it (Servlet 6.1 §13.6.3.1).
 * Made of the JDK's own types, for a session's attributes are read back with the application's loader, which doesn't have ours.
 */
final class SessionLogin {
    static final String ATTRIBUTE = "io.jcorn.servlet.security.login";
    /** The user that a session belongs to where each request brings its own proof. */
    private static final String OWNER = "io.jcorn.servlet.security.owner";

    private static final int ROLES_AT = 2;

    private SessionLogin() {}

    /** null if there is no session, or nobody is logged in */
    static Caller of(BridgeRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof List<?> login) || login.size() < ROLES_AT) {
            return null;
        }
        List<String> texts = login.stream().map(String::valueOf).toList();
        return new Caller(
                new CallerPrincipal(texts.get(1)),
                new LinkedHashSet<>(texts.subList(ROLES_AT, texts.size())),
                texts.get(0));
    }

    /**
     * Remembers a login, in a session of another id than before: who knew the old one, be it because he made it and foisted it on the user,
     * must not be logged in by it.
     *
     * @param create whether to make a session if there is none
     */
    static void keep(BridgeRequest request, Caller caller, boolean create) {
        HttpSession session = request.getSession(false);
        if (session == null && !create) return;
        if (session == null) session = request.getSession(true);
        else request.changeSessionId();
        List<String> login = new ArrayList<>();
        login.add(caller.authType());
        login.add(caller.name());
        login.addAll(caller.roles());
        session.setAttribute(ATTRIBUTE, login);
    }

    /** For a caller that a request itself has proven: a session that was nobody's, or another's, gets another id. */
    static void own(BridgeRequest request, Caller caller) {
        HttpSession session = request.getSession(false);
        if (session == null || caller.name().equals(session.getAttribute(OWNER))) return;
        if (request.response().isCommitted()) return;
        request.changeSessionId();
        session.setAttribute(OWNER, caller.name());
    }

    static void forget(BridgeRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) return;
        session.removeAttribute(ATTRIBUTE);
        session.removeAttribute(OWNER);
    }
}
