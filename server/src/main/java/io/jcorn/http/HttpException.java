package io.jcorn.http;

import java.io.IOException;

/** A fault of the peer's, or a limit it ran into. Carries no stack trace: it is thrown for what any client may send. */
public final class HttpException extends IOException {
    private static final long serialVersionUID = 1;

    private final HttpError error;

    public HttpException(HttpError error) {
        this(error, error.reason());
    }

    /** @param detail for the log, never for the peer: which byte or field it was */
    public HttpException(HttpError error, String detail) {
        super(detail);
        this.error = error;
    }

    public HttpError error() {
        return error;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
