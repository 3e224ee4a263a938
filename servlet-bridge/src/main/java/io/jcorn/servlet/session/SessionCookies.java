package io.jcorn.servlet.session;

import io.jcorn.http.HttpDate;
import jakarta.servlet.SessionCookieConfig;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    private static final String EXPIRES = "Expires";
    private static final Set<String> OWN_SETTERS = ownSetters();

    private static Set<String> ownSetters() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of(DOMAIN, PATH, HTTP_ONLY, SECURE, MAX_AGE));
        return Collections.unmodifiableSet(names);
    }

    private final String contextPath;
    private final InstantSource clock;
    private final TreeMap<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String name;
    private boolean frozen;
    /** What stands behind the id; made by freeze. */
    private String plainTail = "";

    private String secureTail = "";

    /** @param contextPath "" or "/name": the cookie's path unless the application sets another */
    public SessionCookies(String contextPath) {
        this(contextPath, InstantSource.system());
    }

    SessionCookies(String contextPath, InstantSource clock) {
        this.contextPath = contextPath;
        this.clock = clock;
        attributes.put(HTTP_ONLY, "true");
    }

    /** The context is initialized: from now on a setter throws IllegalStateException. */
    public void freeze() {
        frozen = true;
        plainTail = tail(isSecure(), "");
        secureTail = tail(true, "");
    }

    private String tail(boolean secure, String prefix) {
        StringBuilder tail = new StringBuilder();
        append(tail, DOMAIN, getDomain());
        append(tail, PATH, getPath() == null ? defaultPath(prefix) : getPath());
        append(tail, MAX_AGE, getMaxAge() <= 0 ? null : attributes.get(MAX_AGE)); // zero is not in its grammar
        append(tail, SECURE, secure ? "" : null);
        append(tail, HTTP_ONLY, isHttpOnly() ? "" : null);
        attributes.forEach((attribute, value) -> {
            if (!OWN_SETTERS.contains(attribute)) {
                append(tail, attribute, value);
            }
        });
        return tail.toString();
    }

    private String defaultPath(String prefix) {
        String path = prefix + contextPath;
        return path.isEmpty() ? "/" : path;
    }

    private static void append(StringBuilder tail, String attribute, String value) {
        if (value != null) {
            tail.append("; ").append(attribute);
            if (!value.isEmpty()) {
                tail.append('=').append(value);
            }
        }
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
     * The value of a Set-Cookie field that tells a client its session. Only once frozen.
     *
     * @param secure whether the request came by TLS; makes the cookie Secure also if the application didn't ask for it
     * @param prefix of the client's path before the context's, "" mostly
     */
    public String setCookie(String id, boolean secure, String prefix) {
        String tail = prefix.isEmpty() ? secure ? secureTail : plainTail : tail(secure || isSecure(), prefix);
        return cookieName() + '=' + id + tail + expires();
    }

    /** What says Max-Age once more to clients that know no other. */
    private String expires() {
        int seconds = getMaxAge();
        if (seconds < 0 || attributes.containsKey(EXPIRES)) {
            return "";
        }
        long at = seconds == 0 ? 0 : clock.instant().getEpochSecond() + seconds;
        return "; " + EXPIRES + '=' + HttpDate.format(at);
    }

    private void checkOpen() {
        if (frozen) {
            throw new IllegalStateException("the context is initialized: its session cookie can't be changed any more");
        }
    }

    private void set(String attribute, String value) {
        checkOpen();
        if (value != null && !isAttributeValue(value)) {
            throw new IllegalArgumentException(
                    "a session cookie's " + attribute + " can't hold controls or semicolons");
        }
        if (value == null) {
            attributes.remove(attribute);
        } else {
            attributes.put(attribute, value);
        }
    }

    @Override
    public void setName(String name) {
        checkOpen();
        if (name != null && !isToken(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no cookie name: it has to be a token (RFC 9110 §5.6.2)");
        }
        this.name = name;
    }

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
    public void setComment(String comment) {
        checkOpen();
    }

    @Override
    @Deprecated
    @SuppressWarnings({"removal", "InlineMeSuggester"})
    public String getComment() {
        return null;
    }

    @Override
    public void setHttpOnly(boolean httpOnly) {
        set(HTTP_ONLY, Boolean.toString(httpOnly));
    }

    @Override
    public boolean isHttpOnly() {
        return isOn(HTTP_ONLY);
    }

    @Override
    public void setSecure(boolean secure) {
        set(SECURE, Boolean.toString(secure));
    }

    @Override
    public boolean isSecure() {
        return isOn(SECURE);
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
    public void setAttribute(String attribute, String value) {
        if (attribute == null || !isToken(attribute)) {
            throw new IllegalArgumentException(
                    "\"" + attribute + "\" is no cookie attribute: it has to be a token (RFC 9110 §5.6.2)");
        }
        if (attribute.equalsIgnoreCase(MAX_AGE) && value != null) {
            setMaxAge(Integer.parseInt(value));
        } else {
            set(attribute, value);
        }
    }

    @Override
    public String getAttribute(String attribute) {
        return attributes.get(attribute);
    }

    @Override
    public Map<String, String> getAttributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** An attribute without a value counts, as it does on the wire. */
    private boolean isOn(String attribute) {
        String value = attributes.get(attribute);
        return value != null && !value.equalsIgnoreCase("false");
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /** RFC 6265 §4.1.1, av-octets. */
    private static boolean isAttributeValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';');
    }
}
