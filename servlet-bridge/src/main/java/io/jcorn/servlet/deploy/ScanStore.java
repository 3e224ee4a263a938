package io.jcorn.servlet.deploy;

import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The scans in the work folder, by the content of the archive: another build of a WAR shares those of the libraries that stayed the same.
 *
 * <pre>
 * scans-4/spring-web-6.2.1.jar-9c01…/index          Jandex
 *                                 /folders        one a line
 *                                 /initializers   class names, one a line
 *                                 /tag-libraries  names of descriptors, one a line
 *                                 /traits         one a line
 *                                 /resources/     META-INF/resources, unpacked, if the jar has them
 * </pre>
 */
final class ScanStore {
    static final String INDEX = "index";
    static final String FOLDERS = "folders";
    static final String INITIALIZERS = "initializers";
    static final String TAG_LIBRARIES = "tag-libraries";
    static final String TRAITS = "traits";

    private static final String UNPACKED = "resources";
    /** Changes with what a scan holds, so that another version's are not read. */
    private static final String FORMAT = "scans-4";

    private final Path folder;

    ScanStore(Path workFolder) {
        this.folder = workFolder.toAbsolutePath().normalize().resolve(FORMAT);
    }

    /** The scan of an archive, made if there is none yet. */
    ArchiveScan scan(Archive archive) throws IOException {
        String identity = archive.isFolder() ? listing(archive.path()) : ZipIdentity.of(archive.path());
        Path content = folder.resolve(archive.fileName() + "-" + identity);
        Once.folder(content, empty -> fill(archive, empty));
        Set<Trait> traits = Files.readAllLines(content.resolve(TRAITS)).stream()
                .map(Trait::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new ArchiveScan(
                archive,
                identity,
                new HashSet<>(Files.readAllLines(content.resolve(FOLDERS))),
                Files.readAllLines(content.resolve(INITIALIZERS)),
                Files.readAllLines(content.resolve(TAG_LIBRARIES)),
                traits,
                content.resolve(INDEX),
                traits.contains(Trait.RESOURCES) ? resources(archive, content) : null);
    }

    private static void fill(Archive archive, Path empty) throws IOException {
        ArchiveScanner.scan(archive, empty);
        if (archive.isFolder()) return;
        try (ZipFile zip = new ZipFile(archive.path().toFile())) {
            if (zip.stream().anyMatch(entry -> entry.getName().startsWith(ArchiveScanner.RESOURCES))) {
                Path resources = Files.createDirectory(empty.resolve(UNPACKED));
                new Unpacker(resources).unpack(zip, ArchiveScanner.RESOURCES);
            }
        }
    }

    private static Path resources(Archive archive, Path content) {
        return archive.isFolder() ? archive.path().resolve(ArchiveScanner.RESOURCES) : content.resolve(UNPACKED);
    }

    /** A folder for what is found out about these archives together; perhaps not there yet. */
    Path resultsFor(List<ArchiveScan> archives) {
        MessageDigest digest = sha256();
        for (ArchiveScan scan : archives)
            digest.update((scan.archive().fileName() + " " + scan.identity() + "\n").getBytes(StandardCharsets.UTF_8));
        return folder.resolveSibling(FORMAT + "-results").resolve(hex(digest));
    }

    /** A folder's identity: the names, sizes and times of its files. */
    private static String listing(Path classes) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> walk = Files.walk(classes)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                String line = classes.relativize(file) + " " + Files.size(file) + " "
                        + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return hex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }
}
