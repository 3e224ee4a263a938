package io.jcorn.app;

import java.io.IOException;

/** The client closed or reset its connection, or took too long to read: nobody is left to answer, and nothing to mend. */
public final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1;

    public ClientGoneException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
