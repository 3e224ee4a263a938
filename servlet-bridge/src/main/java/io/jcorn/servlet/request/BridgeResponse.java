package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Response;
import io.jcorn.http.HttpDate;
import io.jcorn.http.ResponseHead;
import io.jcorn.servlet.field.SetCookie;
import io.jcorn.servlet.resource.FileSender;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
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
 * The response that a servlet writes: the exchange's own head and buffer, with the rules of Servlet 6.1 §5 on top.
 *
 * <p>An application may hold it longer than its turn lasts. What it does then has no effect: the response counts as
 * committed and drops what is written while it is
 *
 * <pre>
 *   ERROR      from sendError until the dispatcher makes the error page
 *   SUSPENDED  behind a forward
 *   CLOSED     once its stream or writer was closed, a redirect or a file was sent
 * </pre>
 */
public final class BridgeResponse implements HttpServletResponse, FileSender {
    private static final int ERROR = 1;
    private static final int SUSPENDED = 2;
    private static final int CLOSED = 4;

    private final BridgeRequest request;
    private final Response response;
    private final ResponseHead head;
    private ResponseType type;
    private ResponseOutputStream stream;
    private ResponseWriter writer;
    private BodyWriter body;
    private int over;
    private boolean including;
    private String errorMessage;
    private Supplier<Map<String, String>> trailers;

    BridgeResponse(Exchange exchange, BridgeRequest request) {
        this.request = request;
        this.response = exchange.response();
        this.head = response.head();
    }

    // ---- what the dispatcher asks and tells

    /** Whether sendError was called and its page has not been made yet. */
    public boolean isErrorPending() {
        return (over & ERROR) != 0;
    }

    /** The status given to sendError. */
    public int errorStatus() {
        return head.status();
    }

    /** null where there was none. */
    public String errorMessage() {
        return errorMessage;
    }

    /**
     * Opens the response for an error page: stream and writer are fresh, the status and the fields that don't describe
     * the lost body stay.
     */
    public void clearError() {
        over &= ~(ERROR | SUSPENDED);
        errorMessage = null;
        forgetBody();
        head.remove("Content-Type");
        head.remove("Content-Length");
        head.remove("Content-Encoding");
        head.remove("Content-Language");
        head.remove("ETag");
        head.remove("Last-Modified");
    }

    private void forgetBody() {
        response.resetBuffer();
        type = null;
        stream = null;
        writer = null;
        body = null;
        trailers = null;
        response.trailers(null);
    }

    /** Drops everything written from now on, after a forward; or no longer. */
    public void suspendOutput(boolean suspended) {
        over = suspended ? over | SUSPENDED : over & ~SUSPENDED;
    }

    /** Enters or leaves an include, in which status and fields can't be changed (Servlet 6.1 §9.3). */
    public void including(boolean including) {
        this.including = including;
    }

    public boolean isIncluding() {
        return including;
    }

    /** Whether the application has closed it: it is whole, sent or not. */
    public boolean isClosed() {
        return (over & CLOSED) != 0;
    }

    /** Ends the body: what the writer holds goes into the exchange's response, which the worker then sends. */
    public void close() throws IOException {
        if (isOpen() && body != null) {
            body.finish();
        }
        over |= CLOSED;
    }

    // ---- what the streams and the request ask and tell

    boolean isOpen() {
        return over == 0;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (over == 0) {
            beforeWrite(length);
            response.write(bytes, offset, length);
        }
    }

    /**
     * The application closed the stream or the writer: the client gets all of it at once, even if the servlet goes on.
     *
     * @param later whether it is a non-blocking stream's, which must not wait for the client
     */
    void closeBody(boolean later) throws IOException {
        if (over != 0) {
            return;
        }
        close();
        if (!later) {
            if (!response.isCommitted() && trailers == null && mayDeclareLength()) {
                head.set("Content-Length", Long.toString(response.written()));
            }
            beforeFlush();
            response.flush();
        }
    }

    /** Stores the session before bytes leave that begin the response or make it whole. */
    void beforeWrite(int length) {
        if (request.askedForSession() && (response.isCommitted() ? completes(length) : overflows(length))) {
            request.saveSessions();
        }
    }

    private boolean overflows(int length) {
        return response.written() + length > response.bufferSize();
    }

    private boolean completes(int length) {
        long declared = contentLength();
        return declared >= 0 && response.written() + length >= declared;
    }

    /** Stores the session before bytes leave that the client may act on. */
    void beforeFlush() {
        if (request.askedForSession()) {
            request.saveSessions();
        }
    }

    private boolean mayDeclareLength() {
        int status = head.status();
        return status >= 200 && status != SC_NO_CONTENT && status != SC_NOT_MODIFIED && contentLength() < 0;
    }

    private long contentLength() {
        return head.contentLength();
    }

    /** The stream, if a servlet asked for it. */
    BodyOutputStream streamIfAny() {
        return stream;
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

    private boolean isFrozen() {
        return including || isCommitted();
    }

    private ResponseType type() {
        if (type == null) {
            type = new ResponseType(head, request.dispatch().context());
        }
        return type;
    }

    // ---- ServletResponse: the body

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter was called for this response before");
        }
        if (stream == null) {
            stream = new ResponseOutputStream(request, this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (stream != null) {
            throw new IllegalStateException("getOutputStream was called for this response before");
        }
        if (writer == null) {
            body = new BodyWriter(this, type().fix());
            writer = new ResponseWriter(body);
        }
        return writer;
    }

    @Override
    public boolean sendFile(FileChannel file, long position, long count) throws IOException {
        if (over != 0 || including || writer != null || stream != null && stream.isNonBlocking()) {
            return false;
        }
        if (request.askedForSession()) {
            request.saveSessions();
        }
        over |= CLOSED;
        response.sendFile(file, position, count);
        return true;
    }

    @Override
    public void setBufferSize(int size) {
        if (isCommitted() || response.written() > 0) {
            throw new IllegalStateException("the buffer's size can't be set: the response has content");
        }
        if (size > response.bufferSize()) {
            response.bufferSize(size);
        }
    }

    @Override
    public int getBufferSize() {
        return response.bufferSize();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (over == 0) {
            beforeFlush();
            response.flush();
        }
    }

    @Override
    public void resetBuffer() {
        checkUncommitted();
        response.resetBuffer();
        if (body != null) {
            body.reset();
        }
    }

    @Override
    public void reset() {
        checkUncommitted();
        if (!including) {
            head.clear();
            forgetBody();
        }
    }

    private void checkUncommitted() {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
    }

    /** Also when it is over, or all of the declared length was written: nothing can be changed any more (§5.8). */
    @Override
    public boolean isCommitted() {
        if (over != 0 || response.isCommitted()) {
            return true;
        }
        long written = response.written();
        return written > 0 && written >= contentLength() && contentLength() >= 0;
    }

    // ---- ServletResponse: what the body is

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

    // ---- HttpServletResponse: status

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

    @Override
    public void sendError(int status) {
        sendError(status, null);
    }

    /** Only notes it: the dispatcher makes the page when the servlet has returned. */
    @Override
    public void sendError(int status, String message) {
        if (including) {
            return;
        }
        resetBuffer();
        head.status(status);
        errorMessage = message;
        over |= ERROR;
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (including) {
            return;
        }
        checkUncommitted();
        String target = Redirect.absolute(location, request);
        head.status(status);
        head.set("Location", target);
        if (clearBuffer) {
            forgetBody();
            byte[] note = Redirect.note(target);
            head.set("Content-Type", "text/html;charset=ISO-8859-1");
            head.set("Content-Length", Integer.toString(note.length));
            response.write(note, 0, note.length);
        }
        close();
    }

    // ---- HttpServletResponse: fields

    @Override
    public void addCookie(Cookie cookie) {
        if (!isFrozen()) {
            head.add("Set-Cookie", SetCookie.format(cookie, Clock.systemUTC()));
        }
    }

    @Override
    public String encodeURL(String url) {
        return SessionUrls.encode(url, request);
    }

    @Override
    public String encodeRedirectURL(String url) {
        return SessionUrls.encode(url, request);
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

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (isCommitted()
                || contentLength() >= 0
                || request.exchange().request().minorVersion() == 0) {
            throw new IllegalStateException("trailers need a chunked response that is not committed");
        }
        trailers = supplier;
        response.trailers(supplier);
    }

    @Override
    public Supplier<Map<String, String>> getTrailerFields() {
        return trailers;
    }
}
