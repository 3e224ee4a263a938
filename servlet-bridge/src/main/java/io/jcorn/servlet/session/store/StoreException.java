package io.jcorn.servlet.session.store;

/** A store could not do what it was asked for. The message is a line for an operator and names no session. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What an operator, or the server itself, can do about it. */
    public enum Kind {
        /** No room for what should be written. Reading goes on; expiry or more room helps. */
        FULL,
        /** It can't be reached or opened now. */
        UNAVAILABLE,
        /** What was read is not what was written. */
        DAMAGED
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
