package io.jcorn.arbiter;

import io.jcorn.config.ConfigException;
import io.jcorn.posix.Posix;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file that holds the arbiter's pid. Written aside and renamed, so nobody ever reads half a number. */
final class Pidfile {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final Path path;
    private final long pid;

    private Pidfile(Path path, long pid) {
        this.path = path;
        this.pid = pid;
    }

    /** Writes the file; refuses when it names another process that is alive. */
    static Pidfile create(Path path, Posix posix) throws ConfigException {
        long own = ProcessHandle.current().pid();
        try {
            Optional<Long> other = read(path).filter(pid -> pid != own && posix.exists(pid));
            if (other.isPresent()) {
                throw new ConfigException("Already running on PID " + other.get() + " (or pid file " + path
                        + " is stale: then remove it)");
            }
            Path folder = path.toAbsolutePath().getParent();
            Path draft = Files.createTempFile(folder, ".jcorn", ".pid");
            try {
                Files.writeString(draft, own + "\n");
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            return new Pidfile(path, own);
        } catch (NoSuchFileException e) {
            throw new ConfigException("pid file " + path + ": its folder does not exist");
        } catch (IOException e) {
            throw new ConfigException("pid file " + path + " cannot be written: " + e);
        }
    }

    /** The file of a new setting in the place of {@code former}; none, and a line in the log, if it cannot be written. */
    static Optional<Pidfile> replace(Optional<Pidfile> former, Optional<Path> wanted, Posix posix) {
        if (wanted.equals(former.map(pidfile -> pidfile.path))) {
            return former;
        }
        former.ifPresent(Pidfile::remove);
        try {
            return wanted.isPresent() ? Optional.of(create(wanted.get(), posix)) : Optional.empty();
        } catch (ConfigException e) {
            LOG.log(Level.ERROR, e.getMessage());
            return Optional.empty();
        }
    }

    /** Removes the file, unless it names another process by now. */
    void remove() {
        try {
            if (read(path).filter(owner -> owner == pid).isPresent()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // it is gone, or not ours any more: as wished
        }
    }

    private static Optional<Long> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String text = Files.readString(path).strip();
        return text.matches("[1-9][0-9]{0,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
