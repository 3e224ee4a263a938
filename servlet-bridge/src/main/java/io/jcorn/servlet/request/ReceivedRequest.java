package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.http.HttpDate;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.field.AcceptLanguage;
import io.jcorn.servlet.field.CookieField;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request as the client sent it: its head (Servlet 6.1 §3.4, §3.10, §3.12) and the connection it came by (§3.11).
 * The same wherever the request is dispatched.
 */
abstract class ReceivedRequest implements HttpServletRequest {
    /** Request ids must be unique while this JVM lives (ServletRequest.getRequestId); given out when asked for. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private Exchange exchange;
    private RequestHead head;
    private Cookie[] cookies;
    private List<Locale> locales;
    private String id;

    ReceivedRequest(Exchange exchange) {
        this.exchange = exchange;
        this.head = exchange.request();
    }

    public final Exchange exchange() {
        return exchange;
    }

    /**
     * Puts another request's head and body in this one's place: same target, same connection, same response. For a login
     * form, which comes between a request and its answer.
     */
    public void exchange(Exchange other) {
        exchange = other;
        head = other.request();
        cookies = null;
        locales = null;
    }

    final RequestHead head() {
        return head;
    }

    /** Appends host and, unless it is the scheme's own, port. */
    StringBuilder appendAuthority(StringBuilder uri) {
        int port = getServerPort();
        uri.append(getServerName());
        return port == Addresses.defaultPort(getScheme())
                ? uri
                : uri.append(':').append(port);
    }

    // ---- head

    @Override
    public String getProtocol() {
        return head.protocol();
    }

    @Override
    public String getHeader(String name) {
        return name == null ? null : head.field(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(name == null ? List.of() : head.fields(name));
    }

    /** Each once, in the order that they came in: for who signs, logs or forwards them. */
    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> names = new ArrayList<>(head.fieldCount());
        for (int i = 0; i < head.fieldCount(); i++) {
            if (known.add(head.name(i))) names.add(head.name(i));
        }
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        String value = getHeader(name);
        if (value == null) {
            return -1;
        }
        OptionalLong seconds = HttpDate.parse(value);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException(name + " is no date: " + value);
        }
        return seconds.getAsLong() * 1000;
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public Cookie[] getCookies() {
        if (cookies == null) {
            List<Cookie> all = new ArrayList<>(4);
            for (int i = head.indexOf("Cookie", 0); i >= 0; i = head.indexOf("Cookie", i + 1)) {
                CookieField.parse(head.value(i), all);
            }
            cookies = all.toArray(Cookie[]::new);
        }
        return cookies.length == 0 ? null : cookies.clone();
    }

    @Override
    public Locale getLocale() {
        return locales().get(0);
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(locales());
    }

    private List<Locale> locales() {
        if (locales == null) {
            List<Locale> accepted = AcceptLanguage.parse(head.fields("Accept-Language"));
            locales = accepted.isEmpty() ? List.of(Locale.getDefault()) : accepted;
        }
        return locales;
    }

    @Override
    public int getContentLength() {
        long length = head.contentLength();
        return length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    @Override
    public long getContentLengthLong() {
        return head.contentLength();
    }

    @Override
    public String getContentType() {
        return head.field("Content-Type");
    }

    // ---- connection

    @Override
    public boolean isSecure() {
        return exchange.connection().secure();
    }

    @Override
    public String getScheme() {
        return isSecure() ? "https" : "http";
    }

    @Override
    public String getServerName() {
        return Addresses.serverName(authority(), exchange.connection().localAddress());
    }

    @Override
    public int getServerPort() {
        int told = exchange.connection().serverPort();
        return told > 0
                ? told
                : Addresses.serverPort(
                        authority(), getScheme(), exchange.connection().localAddress());
    }

    /** The one that a trusted proxy was called by, else the one that it called us by. */
    private String authority() {
        String told = exchange.connection().authority();
        return told == null ? head.authority() : told;
    }

    @Override
    public String getRemoteAddr() {
        return Addresses.host(exchange.connection().remoteAddress());
    }

    /** The address: names are not looked up. */
    @Override
    public String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    public int getRemotePort() {
        return Addresses.port(exchange.connection().remoteAddress());
    }

    @Override
    public String getLocalAddr() {
        return Addresses.host(exchange.connection().localAddress());
    }

    @Override
    public String getLocalName() {
        return getLocalAddr();
    }

    @Override
    public int getLocalPort() {
        return Addresses.port(exchange.connection().localAddress());
    }

    @Override
    public String getRequestId() {
        if (id == null) {
            id = Long.toString(LAST_ID.incrementAndGet());
        }
        return id;
    }

    /** HTTP/1 gives its requests no names. */
    @Override
    public String getProtocolRequestId() {
        return "";
    }

    @Override
    public ServletConnection getServletConnection() {
        return ExchangeConnection.of(exchange.connection(), head);
    }
}
