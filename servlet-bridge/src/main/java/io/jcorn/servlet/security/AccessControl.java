package io.jcorn.servlet.security;

import io.jcorn.servlet.dispatch.Guard;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import io.jcorn.servlet.request.RequestSecurity;
import io.jcorn.servlet.request.ServletTarget;
import io.jcorn.servlet.security.Access.Kind;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Keeps the constraints of one application, and knows its requests' callers (Servlet 6.1 §13.8.3, §13.10). For all request threads. */
final class AccessControl implements Guard, RequestSecurity {
    private final ConstraintTable constraints;
    private final Mechanism mechanism;
    private final Logins logins;
    private final SecurePort securePort;
    private final Set<String> declaredRoles;

    AccessControl(
            ConstraintTable constraints,
            Mechanism mechanism,
            Logins logins,
            SecurePort securePort,
            Set<String> declaredRoles) {
        this.constraints = constraints;
        this.mechanism = mechanism;
        this.logins = logins;
        this.securePort = securePort;
        this.declaredRoles = Set.copyOf(declaredRoles);
    }

    @Override
    public boolean admits(BridgeRequest request, String path) throws IOException, ServletException {
        // first of all: a password must not be taken in over a connection that may not carry one
        if (isTooOpen(constraints.find(path, request.getMethod()), request)) return false;
        if (mechanism.intercept(request, path)) return false;
        // a request replayed after a login may have another method by now
        Access access = constraints.find(path, request.getMethod());
        if (access == null) return true;
        if (access.kind() == Kind.PRECLUDED) {
            request.response().sendError(HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        if (isTooOpen(access, request)) return false;
        return access.kind() == Kind.OPEN || isPermitted(access, request);
    }

    /** Whether the connection lacks protection; then the request is sent to one that has it. */
    private boolean isTooOpen(Access access, BridgeRequest request) throws IOException {
        if (access == null || !access.confidential() || request.isSecure()) return false;
        securePort.redirect(request);
        return true;
    }

    private boolean isPermitted(Access access, BridgeRequest request) throws IOException, ServletException {
        Caller caller = request.knownCaller();
        if (caller == null) {
            mechanism.challenge(request);
            return false;
        }
        if (!access.permits(caller)) {
            request.response().sendError(HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        // what one caller gets is not for a cache that others share; the application may say otherwise
        request.response().setHeader("Cache-Control", "private");
        return true;
    }

    @Override
    public Caller identify(BridgeRequest request) throws IOException {
        Caller caller = SessionLogin.of(request);
        if (caller != null) return caller;
        caller = mechanism.identify(request);
        if (caller != null) SessionLogin.own(request, caller);
        return caller;
    }

    @Override
    public Caller login(BridgeRequest request, String user, String password) throws ServletException {
        Caller caller;
        try {
            caller = user == null || password == null
                    ? null
                    : logins.check(user, password, mechanism.authType(), request);
        } catch (IOException e) {
            throw new ServletException("the realm can't be asked", e);
        }
        if (caller == null) throw new ServletException("the login failed");
        boolean mayCreate = mechanism.keepsSession() && !request.response().isCommitted();
        SessionLogin.keep(request, caller, mayCreate);
        return caller;
    }

    @Override
    public void logout(BridgeRequest request) {
        SessionLogin.forget(request);
    }

    @Override
    public void challenge(BridgeRequest request) throws IOException, ServletException {
        if (mechanism instanceof NoMechanism) throw new ServletException("the application has no login-config");
        mechanism.challenge(request);
    }

    @Override
    public boolean isInRole(Caller caller, ServletTarget servlet, String role) {
        if (role.equals("*")) return false;
        String linked = servlet.linkedRole(role);
        if (linked.equals("*")) return false;
        if (linked.equals("**") && !declaredRoles.contains("**")) return true;
        return caller.roles().contains(linked);
    }
}
