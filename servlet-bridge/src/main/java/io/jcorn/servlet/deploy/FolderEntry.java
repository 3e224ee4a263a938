package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.Manifest;

/** A folder of classes. Files may come and go while it is in use. */
final class FolderEntry implements ClassPathEntry {
    private static final Manifest NO_MANIFEST = new Manifest();

    private final Path folder;
    private final CodeSource codeSource;

    FolderEntry(Path folder, URL url) {
        this.folder = folder;
        this.codeSource = new CodeSource(url, (Certificate[]) null);
    }

    @Override
    public InputStream open(String name) throws IOException {
        Path file = file(name);
        return file == null || !Files.isRegularFile(file) ? null : Files.newInputStream(file);
    }

    @Override
    public URL find(String name) throws IOException {
        Path file = file(name);
        return file == null || !Files.exists(file) ? null : file.toUri().toURL();
    }

    /** Null for a name that leads out of the folder or that the file system can't have. */
    private Path file(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    @Override
    public Manifest manifest() {
        return NO_MANIFEST;
    }

    @Override
    public CodeSource codeSource() {
        return codeSource;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
