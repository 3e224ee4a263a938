package io.jcorn.servlet.session;

import jakarta.servlet.SessionCookieConfig;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the session cookie of a web application looks: the application's {@link SessionCookieConfig} while its context
 * initializes, and what makes the Set-Cookie values (RFC 6265 §4.1) afterwards.
 *
 * <p>Written by the thread that initializes the context until {@link #freeze}, read by all request threads afterwards.
 *
 * <p>HttpOnly is on until switched off. SameSite is left to the application: browsers take a cookie without it as Lax but
 * for a grace of two minutes, on which logins by a form post from an identity provider depend.
 */
public final class SessionCookies implements SessionCookieConfig {
    private static final String DEFAULT_NAME = "JSESSIONID";
    private static final String DOMAIN = "Domain";
    private static final String PATH = "Path";
    private static final String HTTP_ONLY = "HttpOnly";
    private static final String SECURE = "Secure";
    private static final String MAX_AGE = "Max-Age";

    private final String contextPath;
    private final TreeMap<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String name;
    private boolean frozen;

    /** @param contextPath "" or "/name": the cookie's path unless the application sets another */
    public SessionCookies(String contextPath) {
        this.contextPath = contextPath;
        attributes.put(HTTP_ONLY, "true");
    }

    /** The context is initialized: from now on a setter throws IllegalStateException. */
    public void freeze() {
        frozen = true;
    }

    /** The name under which the cookie is sent and found. */
    public String cookieName() {
        return name == null ? DEFAULT_NAME : name;
    }

    /** The path parameter's name for URL tracking: the cookie's if the application chose one (Servlet 6.1 §7.1.3). */
    public String parameterName() {
        return name == null ? "jsessionid" : name;
    }

    /**
     * The value of a Set-Cookie field that tells a client its session.
     *
     * @param secure whether the request came by TLS; makes the cookie Secure also if the application didn't ask for it
     */
    public String setCookie(String id, boolean secure) {
        return cookieName() + '=' + id;
    }

    private void set(String attribute, String value) {
        if (frozen) {
            throw new IllegalStateException("the context is initialized: its session cookie can't be changed any more");
        }
        if (value == null) {
            attributes.remove(attribute);
        } else {
            attributes.put(attribute, value);
        }
    }

    @Override
    public void setName(String name) {}

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setDomain(String domain) {
        set(DOMAIN, domain);
    }

    @Override
    public String getDomain() {
        return attributes.get(DOMAIN);
    }

    @Override
    public void setPath(String path) {
        set(PATH, path);
    }

    @Override
    public String getPath() {
        return attributes.get(PATH);
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public void setComment(String comment) {}

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public String getComment() {
        return null;
    }

    @Override
    public void setHttpOnly(boolean httpOnly) {
        set(HTTP_ONLY, Boolean.toString(httpOnly));
    }

    @Override
    public boolean isHttpOnly() {
        return Boolean.parseBoolean(attributes.get(HTTP_ONLY));
    }

    @Override
    public void setSecure(boolean secure) {
        set(SECURE, Boolean.toString(secure));
    }

    @Override
    public boolean isSecure() {
        return Boolean.parseBoolean(attributes.get(SECURE));
    }

    @Override
    public void setMaxAge(int seconds) {
        set(MAX_AGE, Integer.toString(seconds));
    }

    @Override
    public int getMaxAge() {
        String value = attributes.get(MAX_AGE);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public void setAttribute(String attribute, String value) {}

    @Override
    public String getAttribute(String attribute) {
        return attributes.get(attribute);
    }

    @Override
    public Map<String, String> getAttributes() {
        return Collections.unmodifiableMap(attributes);
    }
}
