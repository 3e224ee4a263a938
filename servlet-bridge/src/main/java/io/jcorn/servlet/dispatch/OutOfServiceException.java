package io.jcorn.servlet.dispatch;

import jakarta.servlet.UnavailableException;

/**
 * A request came for a servlet that had gone out of service before (Servlet 6.1 §2.3.3.2). What took it out was logged
 * then; each further request is not worth a warning.
 */
final class OutOfServiceException extends UnavailableException {
    private static final long serialVersionUID = 1;

    /** For good. */
    OutOfServiceException(String message) {
        super(message);
    }

    OutOfServiceException(String message, int seconds) {
        super(message, seconds);
    }
}
