package io.jcorn.servlet.field;

/**
 * What a client sent can't be understood, or is more than is allowed. An {@link IllegalStateException} because Servlet
 * 6.1 has {@code getParameter} and {@code getParts} throw that; the dispatcher answers {@link #status} if the
 * application doesn't catch it.
 */
public final class RequestFaultException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final int status;

    private RequestFaultException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** 400 (Bad Request), RFC 9110 §15.5.1. */
    public static RequestFaultException malformed(String message) {
        return new RequestFaultException(400, message, null);
    }

    /** 413 (Content Too Large), RFC 9110 §15.5.14. */
    public static RequestFaultException tooLarge(String message) {
        return new RequestFaultException(413, message, null);
    }

    /** The body could not be read; {@code status} says whose fault that was. */
    public static RequestFaultException unreadable(int status, Throwable cause) {
        return new RequestFaultException(status, "the request's body could not be read: " + cause.getMessage(), cause);
    }

    /** The status that answers it. */
    public int status() {
        return status;
    }
}
