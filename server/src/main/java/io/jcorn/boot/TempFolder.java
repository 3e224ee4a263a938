package io.jcorn.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for temporary files, such as uploads, that is deleted with whoever it belongs to.
 *
 * <p>The arbiter has one, and in it one for each worker. A worker makes and deletes its own; after one that was killed
 * the arbiter does, and workers that outlive their arbiter delete the arbiter's. All methods block on the disk.
 */
public record TempFolder(Path path) {
    private static final String OWNER_ONLY = "rwx------";

    /** Makes one of a name that nobody can guess, in the system's folder for such. */
    public static TempFolder create() throws IOException {
        try {
            return new TempFolder(Files.createTempDirectory("jcorn-"));
        } catch (IOException e) {
            throw cannotBeMade(e);
        }
    }

    /** The one of worker {@code age}, within this one. Makes nothing. */
    public TempFolder ofWorker(int age) {
        return new TempFolder(path.resolve("worker-" + age));
    }

    /** Makes it, also if its parent is gone: cleaners of such folders know no mercy with those that are long unused. */
    public void make() throws IOException {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } catch (IOException e) {
            throw cannotBeMade(e);
        }
    }

    private static IOException cannotBeMade(IOException e) {
        return new IOException("the folder for temporary files cannot be made: " + e.getMessage(), e);
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** Deletes it with all that is in it; it may be gone already. */
    public void delete() throws IOException {
        for (Path file : deepestFirst()) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes the folder that this one is in, unless there is another. */
    public void deleteEmptyParent() throws IOException {
        Files.deleteIfExists(path.getParent());
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return deepestFirst(); // a worker that ends deletes what is its own, too
            }
            throw e.getCause();
        }
    }
}
