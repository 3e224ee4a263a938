package io.jcorn.servlet.context;

import io.jcorn.servlet.descriptor.CookieDef;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.session.SessionCookies;
import io.jcorn.servlet.session.SessionTracking;
import io.jcorn.servlet.session.Sessions;
import jakarta.servlet.SessionTrackingMode;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a descriptor sets and code may change until the context is initialized: parameters, encodings, sessions. */
final class ContextSettings {
    private final PhaseGate gate;
    private final Map<String, String> parameters;
    private final SessionCookies cookies;
    private Charset requestEncoding;
    private Charset responseEncoding;
    private Duration sessionTimeout;
    private SessionTracking tracking;

    ContextSettings(PhaseGate gate, String contextPath, WebApp app) {
        this.gate = gate;
        this.parameters = new LinkedHashMap<>(app.contextParams());
        this.requestEncoding = charset(app.requestEncoding());
        this.responseEncoding = charset(app.responseEncoding());
        Duration timeout = app.session().timeout();
        this.sessionTimeout = timeout == null ? Sessions.DEFAULT_TIMEOUT : timeout;
        Set<SessionTrackingMode> modes = app.session().trackingModes();
        this.tracking = modes.isEmpty() ? SessionTracking.DEFAULT : new SessionTracking(modes);
        this.cookies = new SessionCookies(contextPath);
        declare(app.session().cookie());
    }

    private void declare(CookieDef cookie) {
        if (cookie.name() != null) cookies.setName(cookie.name());
        if (cookie.domain() != null) cookies.setDomain(cookie.domain());
        if (cookie.path() != null) cookies.setPath(cookie.path());
        if (cookie.httpOnly() != null) cookies.setHttpOnly(cookie.httpOnly());
        if (cookie.secure() != null) cookies.setSecure(cookie.secure());
        if (cookie.maxAge() != null) cookies.setMaxAge(cookie.maxAge());
        cookie.attributes().forEach(cookies::setAttribute);
    }

    /** @throws IllegalArgumentException for an unknown charset */
    private static Charset charset(String name) {
        return name == null ? null : Charset.forName(name);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    SessionCookies cookies() {
        return cookies;
    }

    Charset requestEncoding() {
        return requestEncoding;
    }

    void requestEncoding(String name) {
        gate.checkOpen();
        requestEncoding = charset(name);
    }

    Charset responseEncoding() {
        return responseEncoding;
    }

    void responseEncoding(String name) {
        gate.checkOpen();
        responseEncoding = charset(name);
    }

    Duration sessionTimeout() {
        return sessionTimeout;
    }

    void sessionTimeout(Duration timeout) {
        gate.checkOpen();
        sessionTimeout = timeout;
    }

    SessionTracking tracking() {
        return tracking;
    }

    void tracking(SessionTracking modes) {
        gate.checkOpen();
        tracking = modes;
    }
}
