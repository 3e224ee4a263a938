package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.descriptor.Descriptor;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.DescriptorReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The context path that an application wants by itself (Servlet 6.1 §14.3), for who doesn't deploy it. */
public final class DefaultContextPath {
    private DefaultContextPath() {}

    /**
     * Unpacks nothing. Blocks.
     *
     * @param location a WAR, a folder or a loose WAR file
     * @return "" or "/name"; "" too for what can't be read: who deploys it tells why
     */
    public static String of(Path location) {
        try {
            String path = webXml(location).defaultContextPath();
            return path == null ? "" : path;
        } catch (IOException | DescriptorException | DeploymentException e) {
            return "";
        }
    }

    private static Descriptor webXml(Path location) throws IOException, DescriptorException, DeploymentException {
        if (Files.isDirectory(location)) {
            return Fragments.webXml(AppLocator.folder(location));
        } else if (LooseWar.isOne(location)) {
            return Fragments.webXml(LooseWar.read(location, new Failures(location)));
        }
        try (ZipFile war = new ZipFile(location.toFile())) {
            ZipEntry entry = war.getEntry(Fragments.WEB_XML);
            if (entry == null || entry.getSize() == 0) {
                return Descriptor.absentWebXml();
            }
            try (InputStream in = war.getInputStream(entry)) {
                return DescriptorReader.readWebXml(in, Fragments.WEB_XML);
            }
        }
    }
}
