package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/**
 * A jar, opened when something is first looked for in it. Multi-release jars give what this JVM's version has. Signatures are not
 * verified: whoever can change a jar inside a WAR can drop its signature, too.
 */
final class JarEntry implements ClassPathEntry {
    private final Path path;
    private final URL url;
    private final CodeSource codeSource;
    private JarFile jar;
    private Manifest manifest;
    private boolean closed;

    JarEntry(Path path, URL url) {
        this.path = path;
        this.url = url;
        this.codeSource = new CodeSource(url, (Certificate[]) null);
    }

    private synchronized JarFile jar() throws IOException {
        if (closed) throw new IOException(path + " is closed: the application was stopped");
        if (jar == null) jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        return jar;
    }

    @Override
    public InputStream open(String name) throws IOException {
        java.util.jar.JarEntry entry = jar().getJarEntry(name);
        return entry == null || entry.isDirectory() ? null : jar().getInputStream(entry);
    }

    @Override
    public URL find(String name) throws IOException {
        java.util.jar.JarEntry entry = jar().getJarEntry(name);
        if (entry == null) return null;
        try {
            // the path constructor escapes what an address may not have
            String escaped = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
            return URI.create("jar:" + url + "!" + escaped).toURL();
        } catch (URISyntaxException e) {
            throw new IOException(name + " has no address", e);
        }
    }

    @Override
    public synchronized Manifest manifest() throws IOException {
        if (manifest == null) {
            Manifest written = jar().getManifest();
            manifest = new Manifest();
            if (written != null) manifest.getMainAttributes().putAll(written.getMainAttributes());
            // not kept up: jars of a WAR share packages more often than their makers thought
            manifest.getMainAttributes().remove(Attributes.Name.SEALED);
        }
        return manifest;
    }

    @Override
    public CodeSource codeSource() {
        return codeSource;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (jar != null) jar.close();
    }
}
