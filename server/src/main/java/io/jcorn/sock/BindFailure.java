package io.jcorn.sock;

/** An address that cannot be listened at; the message is one line for the operator. */
public final class BindFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean inUse;

    BindFailure(BindAddress address, String why, boolean inUse) {
        super("cannot listen at " + address + ": " + why);
        this.inUse = inUse;
    }

    /** Whether somebody else listens there, so that it may be free in a moment. */
    boolean isInUse() {
        return inUse;
    }
}
