package io.jcorn.log;

import java.util.Locale;
import java.util.TimeZone;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets the log up, once at the start of a process and again when the level changes. */
public final class Logs {
    /** Above SEVERE, for gunicorn's {@code critical}. */
    private static final Level CRITICAL = new Level("CRITICAL", Level.SEVERE.intValue() + 100) {
        private static final long serialVersionUID = 1;
    };

    /** LogManager refers to loggers weakly; these must stay as they were set up. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger JCORN = Logger.getLogger("jcorn");

    private Logs() {}

    /**
     * Sends every record to standard error in gunicorn's format. jcorn's own loggers ({@code jcorn.…}) log from this
     * level on; all others too, but never below INFO unless they are told so: the JDK's own debug output is not meant
     * by {@code --log-level debug}.
     *
     * @param level gunicorn's: debug, info, warning, error or critical
     */
    public static void configure(String level) {
        Level threshold = level(level);
        Handler handler = new StandardErrorHandler(
                new LineFormatter(ProcessHandle.current().pid(), TimeZone.getDefault()));
        // one of its own, so that jcorn still logs when an application takes the root's handlers away, as Spring Boot
        // does
        replaceHandlers(JCORN, handler);
        JCORN.setUseParentHandlers(false);
        JCORN.setLevel(threshold);
        replaceHandlers(ROOT, handler);
        ROOT.setLevel(threshold.intValue() < Level.INFO.intValue() ? Level.INFO : threshold);
    }

    private static void replaceHandlers(Logger logger, Handler handler) {
        for (Handler old : logger.getHandlers()) {
            logger.removeHandler(old);
        }
        logger.addHandler(handler);
    }

    private static Level level(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "warning" -> Level.WARNING;
            case "error" -> Level.SEVERE;
            case "critical" -> CRITICAL;
            default -> throw new IllegalArgumentException("no log level: " + name);
        };
    }
}
