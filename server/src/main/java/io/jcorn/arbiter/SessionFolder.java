package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder in which the workers keep their sessions together. The arbiter holds it by a lock while it lives and reads
 * nothing in it; it stays where it is when the arbiter ends, for the next one.
 *
 * <pre>
 *   arbiter.lock   locked by the arbiter that uses the folder
 *   boot-id        of the machine when the folder was made: what a crash of the machine left is not to be trusted
 *   …              the workers'
 * </pre>
 */
final class SessionFolder implements AutoCloseable {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");
    private static final String LOCK = "arbiter.lock";
    private static final String BOOT_ID = "boot-id";
    private static final Path KERNEL_BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final FileChannel lock;

    private SessionFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder that the settings name, or the first of this server's default ones that no other arbiter has.
     *
     * @throws ConfigException if it is another arbiter's, another user's or can't be written
     */
    static SessionFolder take(Config config) throws ConfigException {
        SessionFolder taken =
                config.sessionDir().isPresent() ? takeNamed(config.sessionDir().get()) : takeDefault(config);
        try {
            taken.dropAnotherBoots();
        } catch (IOException e) {
            throw unusable(taken.path, e);
        }
        return taken;
    }

    private static SessionFolder takeNamed(Path path) throws ConfigException {
        return tryToTake(path)
                .orElseThrow(() -> new ConfigException(
                        "session-dir " + path + " is used by another jcorn; give each its own, or stop the other one"));
    }

    private static SessionFolder takeDefault(Config config) throws ConfigException {
        for (int i = 1; i <= DefaultSessionFolder.MAX_COUNT; i++) {
            Optional<SessionFolder> taken = tryToTake(DefaultSessionFolder.of(config, i));
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        throw new ConfigException("all session folders beside " + DefaultSessionFolder.of(config, 1)
                + " are used; give one with --session-dir");
    }

    /** Empty if another arbiter has it. */
    private static Optional<SessionFolder> tryToTake(Path path) throws ConfigException {
        try {
            make(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
            if (lock(channel) != null) {
                return Optional.of(new SessionFolder(path, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another arbiter of this process, as tests have them
        }
    }

    private static void make(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = path.getParent();
            if (!Files.isDirectory(parent)) {
                Files.createDirectories(parent, FOLDER);
            }
            Files.createDirectories(path, FOLDER);
        }
        checkOwner(path); // somebody else may have been first, where everybody may make files
        Files.setPosixFilePermissions(path, OWNER_ONLY);
    }

    static void checkOwner(Path path) throws IOException {
        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new IOException("it belongs to another user");
        }
    }

    static ConfigException unusable(Path path, IOException e) {
        return new ConfigException("session folder " + path + " can't be used: "
                + (e instanceof java.nio.file.FileSystemException ? e.toString() : e.getMessage())
                + "; give another with --session-dir");
    }

    private void dropAnotherBoots() throws IOException {
        if (isOfAnotherBoot(path)) {
            LOG.log(Level.WARNING, "The machine was restarted: the sessions of before are dropped");
            deleteContents();
        }
        Files.writeString(path.resolve(BOOT_ID), bootId());
    }

    /** Whether the machine was restarted since the folder was used. */
    static boolean isOfAnotherBoot(Path path) throws IOException {
        Path file = path.resolve(BOOT_ID);
        return Files.exists(file) && !Files.readString(file).strip().equals(bootId());
    }

    private static String bootId() throws IOException {
        return Files.isReadable(KERNEL_BOOT_ID)
                ? Files.readString(KERNEL_BOOT_ID).strip()
                : "unknown";
    }

    private void deleteContents() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path one : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!one.equals(path) && !one.getFileName().toString().equals(LOCK)) {
                    Files.delete(one);
                }
            }
        }
    }

    /** The settings as workers are told them: with this folder. */
    Map<String, String> tell(Config config) {
        return new SessionPlace(path).tell(config);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the session folder's lock failed to close", e);
        }
    }
}
