package io.jcorn.config;

/** A file or folder given as web application is missing, unreadable or no web application. One line, as its parent. */
public final class AppException extends ConfigException {
    private static final long serialVersionUID = 1;

    public AppException(String message) {
        super(message);
    }
}
