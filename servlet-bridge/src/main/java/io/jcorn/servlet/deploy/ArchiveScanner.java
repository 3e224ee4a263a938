package io.jcorn.servlet.deploy;

import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.ClassSummary;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexWriter;
import org.jboss.jandex.Indexer;

/** Reads all of an archive once: indexes its classes and notes its {@link Trait}s. */
final class ArchiveScanner {
    static final String FRAGMENT = "META-INF/web-fragment.xml";
    static final String RESOURCES = "META-INF/resources/";
    static final String INITIALIZERS = "META-INF/services/jakarta.servlet.ServletContainerInitializer";

    private static final System.Logger LOG = System.getLogger("jcorn.deploy");
    private static final String JAVAX_INITIALIZERS = "META-INF/services/javax.servlet.ServletContainerInitializer";
    private static final String VERSIONS = "META-INF/versions/";

    private static final Set<DotName> ANNOTATIONS = Set.of(
            AnnotationReader.WEB_SERVLET,
            AnnotationReader.WEB_FILTER,
            AnnotationReader.WEB_LISTENER,
            AnnotationReader.MULTIPART_CONFIG,
            AnnotationReader.DATA_SOURCE,
            AnnotationReader.DATA_SOURCES);

    /** Read from the loaded class, as two of them are inherited; that there are any has to be known before. */
    private static final Set<DotName> SECURITY_ANNOTATIONS = Set.of(
            DotName.createSimple("jakarta.servlet.annotation.ServletSecurity"),
            DotName.createSimple("jakarta.annotation.security.DeclareRoles"),
            DotName.createSimple("jakarta.annotation.security.RunAs"));

    /** Read from the loaded class, too: only those of components mean something. */
    private static final Set<DotName> RESOURCE_ANNOTATIONS = Set.of(
            DotName.createSimple("jakarta.annotation.Resource"), DotName.createSimple("jakarta.annotation.Resources"));

    private final Archive archive;
    private final Indexer indexer = new Indexer();
    private final Set<String> folders = new TreeSet<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final List<String> initializers = new ArrayList<>();
    private final List<String> tagLibraries = new ArrayList<>();

    private ArchiveScanner(Archive archive) {
        this.archive = archive;
    }

    /** Scans and writes what was found into a folder, which {@link ScanStore} reads. */
    static void scan(Archive archive, Path into) throws IOException {
        ArchiveScanner scanner = new ArchiveScanner(archive);
        ArchiveFiles.visit(archive, scanner::file);
        Index index = scanner.indexer.complete();
        try (OutputStream out = Files.newOutputStream(into.resolve(ScanStore.INDEX))) {
            new IndexWriter(out).write(index);
        }
        Files.write(into.resolve(ScanStore.FOLDERS), scanner.folders);
        Files.write(into.resolve(ScanStore.INITIALIZERS), scanner.initializers);
        Files.write(into.resolve(ScanStore.TAG_LIBRARIES), scanner.tagLibraries);
        Files.write(
                into.resolve(ScanStore.TRAITS),
                scanner.traits.stream().map(Trait::name).toList());
    }

    private void file(String name, ArchiveFiles.Content content) throws IOException {
        folder(name);
        if (name.endsWith(".class")) {
            if (!name.startsWith(VERSIONS) && !name.endsWith("module-info.class")) classFile(name, content);
        } else if (name.startsWith(RESOURCES)) {
            traits.add(Trait.RESOURCES);
        } else if (name.equals(FRAGMENT)) {
            traits.add(Trait.FRAGMENT);
        } else if (name.equals(JAVAX_INITIALIZERS)) {
            traits.add(Trait.JAVAX_INITIALIZER);
        } else if (name.equals(INITIALIZERS)) {
            initializers.addAll(providers(content));
        } else if (TagLibraries.isDescriptor(name)) {
            tagLibrary(name, content);
        }
    }

    private void tagLibrary(String name, ArchiveFiles.Content content) throws IOException {
        tagLibraries.add(name);
        try (InputStream in = content.open()) {
            if (TagLibraries.declaresListener(in.readAllBytes())) traits.add(Trait.TAG_LISTENER);
        }
    }

    /** The class loader asks for a version's folder by the folder's own name (JEP 238). */
    private void folder(String name) {
        ancestors(name);
        if (!name.startsWith(VERSIONS)) return;
        int slash = name.indexOf('/', VERSIONS.length());
        if (slash > 0) ancestors(name.substring(slash + 1));
    }

    /** All of them: a folder, too, is looked for in the folder that has it. */
    private void ancestors(String name) {
        int slash = name.lastIndexOf('/');
        while (slash > 0 && folders.add(name.substring(0, slash))) slash = name.lastIndexOf('/', slash - 1);
        folders.add("");
    }

    private void classFile(String name, ArchiveFiles.Content content) throws IOException {
        if (name.equals("jakarta/servlet/Servlet.class")) traits.add(Trait.SERVLET_API);
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readAllBytes();
        }
        // names of classes are ASCII in the constant pool: descriptors have them with slashes
        String constants = new String(bytes, StandardCharsets.ISO_8859_1);
        if (constants.contains("javax/servlet/")) traits.add(Trait.JAVAX);
        if (constants.contains("jakarta/servlet/")) traits.add(Trait.JAKARTA);
        if (constants.contains("jakarta/websocket/")) traits.add(Trait.WEBSOCKET);
        try {
            ClassSummary summary = indexer.indexWithSummary(new ByteArrayInputStream(bytes));
            if (summary == null) return;
            note(summary, ANNOTATIONS, Trait.ANNOTATED);
            note(summary, SECURITY_ANNOTATIONS, Trait.SECURITY);
            note(summary, RESOURCE_ANNOTATIONS, Trait.RESOURCE);
        } catch (IOException | RuntimeException e) {
            // an obfuscator's or agent's odd class: it may never be loaded, so it must not keep the application down
            LOG.log(Level.DEBUG, () -> archive.label() + ": " + name + " can't be scanned: " + e);
        }
    }

    private void note(ClassSummary summary, Set<DotName> annotations, Trait trait) {
        if (summary.annotations().stream().anyMatch(annotations::contains)) traits.add(trait);
    }

    /** Class names in a provider file, as {@link java.util.ServiceLoader} reads them. */
    private static List<String> providers(ArchiveFiles.Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
