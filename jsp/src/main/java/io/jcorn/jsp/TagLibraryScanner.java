package io.jcorn.jsp;

import io.jcorn.servlet.jsp.TagLibrary;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jasper.servlet.TldScanner;
import org.apache.tomcat.util.descriptor.tld.TldResourcePath;
import org.xml.sax.SAXException;

/** Jasper's scanner of tag libraries, which is told where those of the libraries are: it needn't open every jar to look for them. */
final class TagLibraryScanner extends TldScanner {
    private final List<TagLibrary> libraries;

    TagLibraryScanner(ServletContext context, List<TagLibrary> libraries) {
        super(
                context,
                true,
                flag(context, "org.apache.jasper.XML_VALIDATE_TLD", false),
                flag(context, "org.apache.jasper.XML_BLOCK_EXTERNAL", true));
        this.libraries = libraries;
    }

    /** Parameters of Jasper's. */
    private static boolean flag(ServletContext context, String parameter, boolean otherwise) {
        String value = context.getInitParameter(parameter);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }

    @Override
    public void scanJars() {
        try {
            for (TagLibrary library : libraries) parseTld(path(library));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private static TldResourcePath path(TagLibrary library) throws IOException {
        Path archive = library.archive();
        if (Files.isDirectory(archive))
            return new TldResourcePath(archive.resolve(library.entry()).toUri().toURL(), null);
        return new TldResourcePath(archive.toUri().toURL(), null, library.entry());
    }
}
