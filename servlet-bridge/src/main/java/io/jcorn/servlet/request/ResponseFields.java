package io.jcorn.servlet.request;

import io.jcorn.app.Response;
import io.jcorn.http.HttpDate;
import io.jcorn.http.ResponseHead;
import io.jcorn.servlet.field.SetCookie;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The head of a response and its trailers: status and fields (Servlet 6.1 §5.2, §5.3), and what its Content-Type and Content-Language say of
 * the body (§5.6). Setters have no effect once the head {@link #isFrozen is frozen}.
 */
abstract class ResponseFields implements HttpServletResponse {
    private final DispatchedRequest request;
    private final Response response;
    private final ResponseHead head;
    private ResponseType type;
    private Supplier<Map<String, String>> trailers;

    ResponseFields(DispatchedRequest request, Response response) {
        this.request = request;
        this.response = response;
        this.head = response.head();
    }

    /** Whether nothing of the head can be changed any more, or not from here. */
    abstract boolean isFrozen();

    final ResponseHead head() {
        return head;
    }

    final ResponseType type() {
        if (type == null) {
            type = new ResponseType(head, request.dispatch().context());
        }
        return type;
    }

    /** Forgets what was said of the body and what was to follow it, the head's fields apart. */
    final void forgetBodyFields() {
        type = null;
        trailers = null;
        response.trailers(null);
    }

    // ---- status

    @Override
    public int getStatus() {
        return head.status();
    }

    @Override
    public void setStatus(int status) {
        if (!isFrozen()) {
            head.status(status);
        }
    }

    // ---- what the body is

    @Override
    public String getCharacterEncoding() {
        return type().encoding();
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        if (!isFrozen()) {
            type().encoding(encoding);
        }
    }

    @Override
    public void setCharacterEncoding(Charset encoding) {
        setCharacterEncoding(encoding == null ? null : encoding.name());
    }

    @Override
    public String getContentType() {
        return type().contentType();
    }

    @Override
    public void setContentType(String contentType) {
        if (!isFrozen()) {
            type().contentType(contentType);
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (isFrozen()) {
            return;
        }
        if (length < 0) {
            head.remove("Content-Length");
        } else {
            head.set("Content-Length", Long.toString(length));
        }
    }

    @Override
    public Locale getLocale() {
        return type().locale();
    }

    @Override
    public void setLocale(Locale locale) {
        if (!isFrozen()) {
            type().locale(locale);
        }
    }

    // ---- fields

    @Override
    public void addCookie(Cookie cookie) {
        if (!isFrozen()) {
            head.add("Set-Cookie", SetCookie.format(cookie, Clock.systemUTC()));
        }
    }

    @Override
    public boolean containsHeader(String name) {
        return name != null && head.indexOf(name, 0) >= 0;
    }

    @Override
    public void setHeader(String name, String value) {
        if (name == null || isFrozen() || isTyped(name, value)) {
            return;
        }
        if (value == null) {
            head.remove(name);
        } else {
            head.set(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name != null && value != null && !isFrozen() && !isTyped(name, value)) {
            head.add(name, value);
        }
    }

    /** Whether the field is one that a setter of its own looks after, which then has been called. */
    private boolean isTyped(String name, String value) {
        int length = name.length();
        if (length == 12 && name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
            return true;
        }
        if (length == 14 && name.equalsIgnoreCase("Content-Length")) {
            setContentLengthLong(value == null ? -1 : Long.parseLong(value.trim()));
            return true;
        }
        return false;
    }

    @Override
    public void setDateHeader(String name, long date) {
        setHeader(name, HttpDate.format(Math.floorDiv(date, 1000L)));
    }

    @Override
    public void addDateHeader(String name, long date) {
        addHeader(name, HttpDate.format(Math.floorDiv(date, 1000L)));
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public String getHeader(String name) {
        return name == null ? null : head.field(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return name == null ? List.of() : new ArrayList<>(head.fields(name));
    }

    @Override
    public Collection<String> getHeaderNames() {
        Collection<String> names = new LinkedHashSet<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            if (head.indexOf(head.name(i), 0) == i) {
                names.add(head.name(i));
            }
        }
        return names;
    }

    /** Tells the client its session, instead of what it was told before; even from within an include. */
    void sessionCookie(String name, String setCookie) {
        List<String> cookies = head.fields("Set-Cookie");
        if (cookies.removeIf(cookie -> cookie.startsWith(name + "="))) {
            head.remove("Set-Cookie");
            cookies.forEach(cookie -> head.add("Set-Cookie", cookie));
        }
        head.add("Set-Cookie", setCookie);
    }

    // ---- trailers

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (isCommitted() || contentLength() >= 0 || request.head().minorVersion() == 0) {
            throw new IllegalStateException("trailers need a chunked response that is not committed");
        }
        trailers = supplier;
        response.trailers(supplier);
    }

    @Override
    public Supplier<Map<String, String>> getTrailerFields() {
        return trailers;
    }

    final long contentLength() {
        return head.contentLength();
    }
}
