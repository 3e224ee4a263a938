package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Writes the entries of an archive below a folder, and nothing outside of it. */
final class Unpacker {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** The target must be a folder of its own, as yet empty. */
    Unpacker(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    /**
     * Unpacks the entries whose name starts with {@code prefix}, without the prefix. Files keep the time that the archive has for them, so
     * that {@code Last-Modified} is the same in all workers and on all machines.
     *
     * @throws ZipException for a damaged entry and for names that lead out of the folder
     */
    void unpack(ZipFile zip, String prefix) throws IOException {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!entry.getName().startsWith(prefix) || entry.getName().equals(prefix)) continue;
            Path path = resolve(entry.getName(), prefix);
            try {
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                copy(zip, entry, path);
            } catch (FileAlreadyExistsException e) {
                throw new ZipException("it has two entries for " + entry.getName());
            }
            if (entry.getTime() > 0) Files.setLastModifiedTime(path, FileTime.fromMillis(entry.getTime()));
        }
    }

    private Path resolve(String entry, String prefix) throws ZipException {
        String name = entry.substring(prefix.length());
        boolean odd = name.indexOf('\\') >= 0 || name.chars().anyMatch(Character::isISOControl);
        for (String segment : name.split("/", -1)) odd |= segment.equals("..");
        try {
            Path path = target.resolve(name).normalize();
            if (!odd && path.startsWith(target) && !path.equals(target)) return path;
        } catch (InvalidPathException e) {
            // a character that the file system's encoding lacks
        }
        throw outside(entry);
    }

    private static ZipException outside(String entry) {
        String printable = entry.replaceAll("\\p{Cntrl}", "?");
        return new ZipException("its entry '" + printable + "' is not the name of a file inside a WAR");
    }

    private void copy(ZipFile zip, ZipEntry entry, Path path) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out =
                        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        // ZipFile doesn't check it
        if (crc.getValue() != entry.getCrc()) throw new ZipException("its entry " + entry.getName() + " is damaged");
    }
}
