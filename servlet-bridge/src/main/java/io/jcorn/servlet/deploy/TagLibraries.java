package io.jcorn.servlet.deploy;

import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import io.jcorn.servlet.jsp.JspSupport;
import io.jcorn.servlet.jsp.TagLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where an application's tag library descriptors are (Pages 4.0 §7.3.1); none of them is parsed. */
final class TagLibraries {
    /** Of a descriptor that declares one, whatever the prefix of its namespace. */
    private static final String LISTENER = "listener-class>";

    private TagLibraries() {}

    static boolean isDescriptor(String name) {
        return name.startsWith("META-INF/") && name.endsWith(".tld");
    }

    static boolean declaresListener(byte[] descriptor) {
        return new String(descriptor, StandardCharsets.ISO_8859_1).contains(LISTENER);
    }

    /** Null if this installation can't run pages. */
    static JspSupport support(
            Parts parts, AppLayout layout, List<ArchiveScan> libraries, boolean mayChange, boolean precompiled)
            throws IOException {
        if (parts.jsp() == null) return null;
        List<TagLibrary> found = new ArrayList<>();
        boolean listeners = false;
        for (ArchiveScan scan : libraries) {
            for (String entry : scan.tagLibraries())
                found.add(new TagLibrary(scan.archive().path(), entry));
            listeners |= scan.has(Trait.TAG_LISTENER);
        }
        return new JspSupport(parts.jsp(), found, listeners || inWebInf(layout), mayChange, precompiled);
    }

    /** Whether a descriptor in WEB-INF, outside of classes and lib, declares a listener. */
    private static boolean inWebInf(AppLayout layout) throws IOException {
        for (Path webapp : layout.webapps()) {
            Path webInf = webapp.resolve("WEB-INF");
            if (!Files.isDirectory(webInf)) continue;
            try (Stream<Path> children = Files.list(webInf)) {
                for (Path child : children.toList()) {
                    String name = child.getFileName().toString();
                    if (!name.equals("classes") && !name.equals("lib") && anyListener(child)) return true;
                }
            }
        }
        return false;
    }

    private static boolean anyListener(Path start) throws IOException {
        try (Stream<Path> walk = Files.walk(start)) {
            for (Path file :
                    walk.filter(each -> each.toString().endsWith(".tld")).toList())
                if (Files.isRegularFile(file) && declaresListener(Files.readAllBytes(file))) return true;
        }
        return false;
    }
}
