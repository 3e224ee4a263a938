package io.jcorn.boot;

/** How arbiter and worker exit; gunicorn's numbers. */
public final class ExitCode {
    /** Stopped because it was told to. */
    public static final int OK = 0;
    /** A setting, the configuration file or a listener. */
    public static final int CONFIG = 1;
    /** The application failed to start, or the worker did for any reason that is not told by another code. */
    public static final int APPLICATION = 3;
    /** The WAR is missing or cannot be read. */
    public static final int ARCHIVE = 4;

    private ExitCode() {}
}
