package io.jcorn.tls;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What a worker's new TLS connections get, made anew when one of its files changes. Connections that are open keep what
 * they began with. Files that can't be used change nothing.
 *
 * <p>A thread of its own looks at the files, since reading them blocks; any thread asks for engines.
 */
public final class TlsReloader implements AutoCloseable {
    private static final Logger LOG = System.getLogger("jcorn.tls");
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    /** What tells that a file is another one than before; all but the path null where there is none. */
    private record Stamp(Path file, FileTime modified, Long size, Object key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException e) {
                return new Stamp(file, null, null, null);
            }
        }
    }

    private final Config config;
    private volatile TlsContext context;
    private volatile boolean closed;
    /** Of the files that were last read, with success or without. */
    private List<Stamp> read;
    /** As the files were at the last look. */
    private List<Stamp> seen;

    private TlsReloader(Config config) throws ConfigException {
        this.config = config;
        this.read = stamps(); // first: a change while they are read must show
        this.seen = read;
        this.context = TlsContext.of(config);
    }

    /** Reads the files; see {@link #start}. @throws ConfigException if they can't be used */
    public static TlsReloader open(Config config) throws ConfigException {
        return new TlsReloader(config);
    }

    /** Begins to look after the files. */
    public void start() {
        Thread thread = new Thread(this::lookAfterFiles, "jcorn-certificates");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookAfterFiles() {
        while (!closed) {
            LockSupport.parkNanos(PERIOD_NANOS);
            look();
        }
    }

    /** Reads files that have changed since they were read, unless they have since the last look: somebody still writes. */
    void look() {
        List<Stamp> now = stamps();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(read)) {
            return;
        }
        read = now;
        try {
            context = TlsContext.of(config);
            LOG.log(Level.INFO, "Certificates reloaded");
        } catch (ConfigException e) {
            LOG.log(Level.ERROR, "Certificates not reloaded, the old ones stay: " + e.getMessage());
        }
    }

    private List<Stamp> stamps() {
        return Stream.of(
                        config.selfSigned().stream(),
                        config.certfile().stream(),
                        config.keyfile().stream(),
                        config.caCerts().stream())
                .flatMap(files -> files)
                .map(Stamp::of)
                .toList();
    }

    /** For a connection whose handshake the client is going to begin. */
    public SSLEngine engine() throws SSLException {
        return context.engine();
    }

    /** What connections get now. */
    TlsContext context() {
        return context;
    }

    @Override
    public void close() {
        closed = true;
    }
}
