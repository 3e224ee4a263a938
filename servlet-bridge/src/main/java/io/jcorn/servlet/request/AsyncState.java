package io.jcorn.servlet.request;

import io.jcorn.app.Service;
import jakarta.servlet.AsyncContext;

/** The asynchronous cycle of a request. */
@SuppressWarnings("DoNotCallSuggester")
public final class AsyncState implements AsyncContext {

    /** Says that the servlet or an async dispatch threw; onError is called when the container's thread leaves. */
    public void failed(Throwable error) {}

    /** A container's thread leaves the application. */
    Service.Outcome leave() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletRequest getRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletResponse getResponse() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dispatch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dispatch(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dispatch(jakarta.servlet.ServletContext p0, java.lang.String p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void complete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start(java.lang.Runnable p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addListener(jakarta.servlet.AsyncListener p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addListener(
            jakarta.servlet.AsyncListener p0, jakarta.servlet.ServletRequest p1, jakarta.servlet.ServletResponse p2) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends jakarta.servlet.AsyncListener> T createListener(java.lang.Class<T> p0)
            throws jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTimeout(long p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getTimeout() {
        throw new UnsupportedOperationException();
    }
}
