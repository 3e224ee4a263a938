package io.jcorn.servlet.request;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The caller of one request, found out when first asked for. Stays with the request, in whichever threads it goes on (§13.10). */
final class RequestCaller {
    private final BridgeRequest request;
    private final RequestSecurity security;
    private Caller caller;
    private boolean known;

    /** @param security null for an application that has none: nobody is known there */
    RequestCaller(BridgeRequest request, RequestSecurity security) {
        this.request = request;
        this.security = security;
    }

    /** null if it isn't known. */
    Caller get() {
        if (!known) {
            known = true;
            try {
                caller = security == null ? null : security.identify(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return caller;
    }

    void set(Caller identified) {
        known = true;
        caller = identified;
    }

    boolean isInRole(String role) {
        Caller identified = role == null ? null : get();
        return identified != null
                && security.isInRole(identified, request.dispatch().target(), role);
    }

    boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        if (get() != null) {
            return true;
        }
        checkMechanism();
        if (response.isCommitted()) {
            throw new IllegalStateException("can't ask the client who it is: the response is committed");
        }
        security.challenge(request);
        return false;
    }

    void login(String user, String password) throws ServletException {
        checkMechanism();
        if (get() != null) {
            throw new ServletException("the request has a caller already; log out first");
        }
        set(security.login(request, user, password));
    }

    void logout() {
        if (security != null) {
            security.logout(request);
        }
        set(null);
    }

    private void checkMechanism() throws ServletException {
        if (security == null) {
            throw new ServletException(
                    "the application has no login mechanism: no login-config, no security constraint");
        }
    }
}
