package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Response;
import io.jcorn.servlet.resource.FileSender;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;

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
public final class BridgeResponse extends ResponseFields implements FileSender {
    private static final int ERROR = 1;
    private static final int SUSPENDED = 2;
    private static final int CLOSED = 4;

    private final BridgeRequest request;
    private final Response response;
    private ResponseOutputStream stream;
    private ResponseWriter writer;
    private BodyWriter body;
    private int over;
    private boolean including;
    private String errorMessage;

    BridgeResponse(Exchange exchange, BridgeRequest request) {
        super(request, exchange.response());
        this.request = request;
        this.response = exchange.response();
    }

    // ---- what the dispatcher asks and tells

    /** Whether sendError was called and its page has not been made yet. */
    public boolean isErrorPending() {
        return (over & ERROR) != 0;
    }

    /** The status given to sendError. */
    public int errorStatus() {
        return head().status();
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
        head().remove("Content-Type");
        head().remove("Content-Length");
        head().remove("Content-Encoding");
        head().remove("Content-Language");
        head().remove("ETag");
        head().remove("Last-Modified");
    }

    private void forgetBody() {
        response.resetBuffer();
        forgetBodyFields();
        stream = null;
        writer = null;
        body = null;
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
            if (!response.isCommitted() && getTrailerFields() == null && mayDeclareLength()) {
                head().set("Content-Length", Long.toString(response.written()));
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
        int status = head().status();
        return status >= 200 && status != SC_NO_CONTENT && status != SC_NOT_MODIFIED && contentLength() < 0;
    }

    /** The stream, if a servlet asked for it. */
    BodyOutputStream streamIfAny() {
        return stream;
    }

    @Override
    boolean isFrozen() {
        return including || isCommitted();
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
    public boolean hasContent() {
        return writer != null || response.written() > 0;
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
            head().clear();
            forgetBody();
        }
    }

    private void checkUncommitted() {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
    }

    /** Also when it is over, or all of the declared length was written: nothing can be changed any more (§5.7). */
    @Override
    public boolean isCommitted() {
        if (over != 0 || response.isCommitted()) {
            return true;
        }
        long written = response.written();
        return written > 0 && written >= contentLength() && contentLength() >= 0;
    }

    // ---- errors, redirects, URLs

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
        head().status(status);
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
        head().status(status);
        head().set("Location", target);
        if (clearBuffer) {
            forgetBody();
            byte[] note = Redirect.note(target);
            head().set("Content-Type", "text/html;charset=ISO-8859-1");
            head().set("Content-Length", Integer.toString(note.length));
            response.write(note, 0, note.length);
        }
        close();
    }

    @Override
    public String encodeURL(String url) {
        return SessionUrls.encode(url, request);
    }

    @Override
    public String encodeRedirectURL(String url) {
        return SessionUrls.encode(url, request);
    }
}
