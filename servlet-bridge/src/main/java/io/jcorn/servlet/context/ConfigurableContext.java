package io.jcorn.servlet.context;

import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.session.SessionTracking;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Set;

/** The settings of a web application that its code may change while it starts (Servlet 6.1 §4.3, §4.4.4, §7): parameters, sessions, encodings. */
abstract class ConfigurableContext extends RegistrationContext {
    private final ContextSettings settings;

    /** @throws IllegalArgumentException for a descriptor that names an unknown charset */
    ConfigurableContext(String contextPath, WebApp descriptor, SecurityDeclarations security) {
        super(security);
        this.settings = new ContextSettings(gate(), contextPath, descriptor);
    }

    final ContextSettings settings() {
        return settings;
    }

    // parameters

    @Override
    public String getInitParameter(String name) {
        return settings.parameters().get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(settings.parameters().keySet());
    }

    @Override
    public boolean setInitParameter(String name, String value) {
        Objects.requireNonNull(name, "name");
        gate().checkOpen();
        return settings.parameters().putIfAbsent(name, value) == null;
    }

    // sessions

    @Override
    public SessionCookieConfig getSessionCookieConfig() {
        gate().checkUnrestricted();
        return settings.cookies();
    }

    @Override
    public void setSessionTrackingModes(Set<SessionTrackingMode> modes) {
        gate().checkOpen();
        settings.tracking(new SessionTracking(modes));
    }

    @Override
    public Set<SessionTrackingMode> getDefaultSessionTrackingModes() {
        return SessionTracking.DEFAULT.modes();
    }

    @Override
    public Set<SessionTrackingMode> getEffectiveSessionTrackingModes() {
        return settings.tracking().modes();
    }

    @Override
    public int getSessionTimeout() {
        return (int) settings.sessionTimeout().toMinutes();
    }

    @Override
    public void setSessionTimeout(int minutes) {
        settings.sessionTimeout(Duration.ofMinutes(minutes));
    }

    // encodings

    @Override
    public String getRequestCharacterEncoding() {
        return name(settings.requestEncoding());
    }

    @Override
    public void setRequestCharacterEncoding(String encoding) {
        settings.requestEncoding(encoding);
    }

    @Override
    public String getResponseCharacterEncoding() {
        gate().checkUnrestricted();
        return name(settings.responseEncoding());
    }

    @Override
    public void setResponseCharacterEncoding(String encoding) {
        settings.responseEncoding(encoding);
    }

    private static String name(Charset charset) {
        return charset == null ? null : charset.name();
    }
}
