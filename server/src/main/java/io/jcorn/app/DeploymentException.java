package io.jcorn.app;

/** A web application can't be deployed. The message is one line for an operator: which one, what was wrong, what would be right. */
public final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whose fault it was; decides the exit code of a first generation. */
    public enum Kind {
        /** The WAR is missing, unreadable or no WAR: exit code 4. */
        UNREADABLE,
        /** The application failed to start: exit code 3. */
        FAILED
    }

    private final Kind kind;

    public DeploymentException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
