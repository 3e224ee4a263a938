package io.jcorn.worker;

import io.jcorn.config.Config;
import io.jcorn.http.HttpError;
import io.jcorn.http.RequestHead;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The access log: one line for each request.
 *
 * <p>Lines of all threads collect in a buffer; the watchdog writes it out a few times a second, a full one is written at
 * once. Workers share the file: it is opened for appending and written in whole lines. A worker that is killed loses
 * what it hasn't written.
 */
final class AccessLog {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    private static final int BUFFER_CHARS = 32 * 1024;

    private final String file;
    private final AccessLogFormat format;
    private final ReentrantLock lock = new ReentrantLock();
    private final StringBuilder buffer = new StringBuilder();
    private OutputStream out;
    /** What tells the file that is open from another of its name. */
    private Object key;

    private AccessLog(String file, AccessLogFormat format) throws IOException {
        this.file = file;
        this.format = format;
        if (file != null) {
            openFile();
        }
    }

    static AccessLog open(Config config) throws IOException {
        return new AccessLog(config.accessLogfile().orElse(null), AccessLogFormat.of(config.accessLogFormat()));
    }

    private void openFile() throws IOException {
        if (file.equals("-")) {
            out = new FileOutputStream(FileDescriptor.out);
        } else {
            OutputStream before = out;
            out = new FileOutputStream(file, true);
            key = key();
            if (before != null) {
                before.close();
            }
        }
    }

    /** Of the file that has the name now; null if none has. */
    private Object key() throws IOException {
        try {
            return Files.readAttributes(Path.of(file), BasicFileAttributes.class)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    void served(Http1Exchange exchange, long nanos) {
        if (file != null) {
            add(format.line(AccessLogEntry.of(exchange, nanos)));
        }
    }

    /** A request that no service saw; {@code head} null if it couldn't be parsed, {@code bytes} of an answer. */
    void refused(Peers peers, RequestHead head, HttpError error, int bytes) {
        if (file != null) {
            add(format.line(AccessLogEntry.refused(peers, head, error, bytes)));
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

    /** Writes what has collected, to a new file if a rotation has renamed the old one. */
    void flush() {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            if (buffer.length() > 0 && !file.equals("-") && !Objects.equals(key, key())) {
                openFile();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot reopen the access log {0}: {1}", file, e.getMessage());
        } finally {
            write();
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
            openFile();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot reopen the access log {0}: {1}", file, e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
