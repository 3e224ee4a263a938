package io.jcorn.worker;

import io.jcorn.config.Config;
import io.jcorn.http.HttpError;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The access log: one line for each request, in gunicorn's format.
 *
 * <p>Lines of all threads collect in a buffer; the watchdog writes it out a few times a second, a full one is written at
 * once. Workers share the file: it is opened for appending and written in whole lines.
 */
final class AccessLog {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    private static final int BUFFER_CHARS = 32 * 1024;

    private final String file;
    private final AccessLogFormat format;
    private final ReentrantLock lock = new ReentrantLock();
    private final StringBuilder buffer = new StringBuilder();
    private OutputStream out;

    private AccessLog(String file, AccessLogFormat format) throws IOException {
        this.file = file;
        this.format = format;
        if (file != null) {
            out = openFile();
        }
    }

    static AccessLog open(Config config) throws IOException {
        return new AccessLog(config.accessLogfile().orElse(null), new AccessLogFormat(config.accessLogFormat()));
    }

    private OutputStream openFile() throws IOException {
        return file.equals("-") ? new FileOutputStream(java.io.FileDescriptor.out) : new FileOutputStream(file, true);
    }

    void served(Http1Exchange exchange, long nanos) {
        if (file != null) {
            add(format.line(AccessLogEntry.of(exchange, nanos)));
        }
    }

    /** A request that no service saw; {@code bytes} of an answer. */
    void refused(Peers peers, HttpError error, int bytes) {
        if (file != null) {
            add(format.line(AccessLogEntry.refused(peers, error, bytes)));
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            buffer.append(line).append('\n');
            if (buffer.length() > BUFFER_CHARS) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has collected. */
    void flush() {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            write();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        if (buffer.length() == 0) {
            return;
        }
        try {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot write the access log {0}: {1}", file, e.getMessage());
        }
        buffer.setLength(0);
    }

    /** Opens the file anew, after a rotation has renamed it. */
    void reopen() {
        if (file == null || file.equals("-")) {
            return;
        }
        lock.lock();
        try {
            write();
            OutputStream fresh = openFile();
            out.close();
            out = fresh;
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot reopen the access log {0}: {1}", file, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        flush();
    }
}
