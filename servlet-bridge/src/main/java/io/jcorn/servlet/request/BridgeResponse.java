package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.servlet.resource.FileSender;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.channels.FileChannel;

/** The response of an exchange. */
@SuppressWarnings("DoNotCallSuggester")
public final class BridgeResponse implements HttpServletResponse, FileSender {

    public BridgeResponse(Exchange exchange, BridgeRequest request) {}

    /** Whether sendError was called and its page has not been made yet. */
    public boolean isErrorPending() {
        throw new UnsupportedOperationException();
    }

    public int errorStatus() {
        throw new UnsupportedOperationException();
    }

    /** null where there was none. */
    public String errorMessage() {
        throw new UnsupportedOperationException();
    }

    /** Lets the error page write: the response is no longer suspended by sendError; the status stays. */
    public void clearError() {
        throw new UnsupportedOperationException();
    }

    /** Drops everything written from now on, after a forward; or no longer. */
    public void suspendOutput(boolean suspended) {
        throw new UnsupportedOperationException();
    }

    /** Enters or leaves an include, in which headers and status can't be changed. */
    public void including(boolean including) {
        throw new UnsupportedOperationException();
    }

    public boolean isIncluding() {
        throw new UnsupportedOperationException();
    }

    /** Ends the body: what the writer holds goes into the exchange's response. */
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean sendFile(FileChannel file, long position, long count) {
        return false;
    }

    @Override
    public void addCookie(jakarta.servlet.http.Cookie p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean containsHeader(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String encodeURL(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String encodeRedirectURL(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendError(int p0, java.lang.String p1) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendError(int p0) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendRedirect(java.lang.String p0, int p1, boolean p2) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setDateHeader(java.lang.String p0, long p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addDateHeader(java.lang.String p0, long p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setHeader(java.lang.String p0, java.lang.String p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addHeader(java.lang.String p0, java.lang.String p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setIntHeader(java.lang.String p0, int p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addIntHeader(java.lang.String p0, int p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setStatus(int p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getHeader(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Collection<java.lang.String> getHeaders(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Collection<java.lang.String> getHeaderNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getCharacterEncoding() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getContentType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletOutputStream getOutputStream() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.io.PrintWriter getWriter() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setCharacterEncoding(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setContentLength(int p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setContentLengthLong(long p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setContentType(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBufferSize(int p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flushBuffer() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetBuffer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCommitted() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLocale(java.util.Locale p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Locale getLocale() {
        throw new UnsupportedOperationException();
    }
}
