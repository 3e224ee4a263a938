package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The unpacked WARs in the work folder, each under its content's name: workers and later starts find them, another build of the WAR gets a
 * folder of its own, and what a running generation reads is never overwritten.
 *
 * <pre>
 * wars/shop-3f2a…/app/      the WAR's files
 * wars/shop-3f2a…/files     their list, see {@link Once}
 * </pre>
 */
final class WarStore {
    private final Path folder;

    WarStore(Path workFolder) {
        this.folder = workFolder.toAbsolutePath().normalize().resolve("wars");
    }

    /** The folder with the WAR's files, unpacked if nobody has yet. */
    Path unpacked(Path war, Failures failures) throws IOException, DeploymentException {
        try {
            String name = war.getFileName().toString().replaceFirst("\\.[wW][aA][rR]$", "");
            String identity = ZipIdentity.of(war);
            Path content = folder.resolve(name + "-" + identity);
            return Once.folder(content, empty -> fill(war, identity, empty)).resolve("app");
        } catch (ZipException e) {
            throw failures.unreadable("is not a WAR: " + e.getMessage() + "; build or copy it again", e);
        }
    }

    private static void fill(Path war, String identity, Path empty) throws IOException {
        Path app = Files.createDirectory(empty.resolve("app"));
        try (ZipFile zip = new ZipFile(war.toFile())) {
            new Unpacker(app).unpack(zip, "");
        }
        if (!ZipIdentity.of(war).equals(identity)) throw new ZipException("it was replaced while it was read");
    }
}
