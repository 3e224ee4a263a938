package io.jcorn.servlet.deploy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.Manifest;

/** A jar or folder on an application's class path, as its loader sees it. Any thread. */
sealed interface ClassPathEntry extends Closeable permits FolderEntry, JarEntry {
    /** Opens a file; null if there is none of this name. */
    InputStream open(String name) throws IOException;

    /** The address of a file; null if there is none of this name. */
    URL find(String name) throws IOException;

    /** For packages, without sections for single files; the same object each time. */
    Manifest manifest() throws IOException;

    /** For classes; the same object each time. */
    CodeSource codeSource();
}
