package io.jcorn.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Writes each record in one write to descriptor 2, so that the lines of an arbiter and its workers, which share it, don't
 * mix. An application that replaces {@code System.err} doesn't get jcorn's log.
 *
 * <p>Threads: any. Blocks as long as whoever reads standard error does.
 */
final class StandardErrorHandler extends Handler {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.err);

    StandardErrorHandler(LineFormatter formatter) {
        setFormatter(formatter);
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            try {
                out.write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // nowhere is left to tell it
            }
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    /** Does nothing: the descriptor is the process's, and the last words come after LogManager's shutdown hook. */
    @Override
    public void close() {}
}
