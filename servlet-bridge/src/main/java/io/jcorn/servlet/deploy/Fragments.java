package io.jcorn.servlet.deploy;

import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import io.jcorn.servlet.descriptor.Descriptor;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.DescriptorReader;
import io.jcorn.servlet.descriptor.FragmentOrder;
import io.jcorn.servlet.descriptor.Merge;
import io.jcorn.servlet.descriptor.Ordering;
import io.jcorn.servlet.descriptor.ServletElement;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * An application's descriptors, read, ordered and merged with its annotations (Servlet 6.1 §8.2).
 *
 * @param webXml as it is written
 * @param merged web.xml completed by fragments and annotations
 * @param ordered the libraries that take part, in the order of their fragments
 * @param orderedLibs their file names; null if neither web.xml nor a fragment asks for an order
 */
record Fragments(Descriptor webXml, Descriptor merged, List<ArchiveScan> ordered, List<String> orderedLibs) {
    /** Where the descriptor is in an application. */
    static final String WEB_XML = "WEB-INF/web.xml";

    static Fragments read(AppLayout layout, List<ArchiveScan> classes, List<ArchiveScan> libraries)
            throws IOException, DescriptorException {
        Descriptor webXml = webXml(layout);
        IdentityHashMap<Descriptor, ArchiveScan> archives = new IdentityHashMap<>();
        List<Descriptor> fragments = new ArrayList<>();
        for (ArchiveScan scan : libraries) {
            Descriptor fragment = fragment(scan);
            fragments.add(fragment);
            archives.put(fragment, scan);
        }
        List<Descriptor> order = FragmentOrder.of(webXml, fragments);
        List<ArchiveScan> ordered = order.stream().map(archives::get).toList();
        boolean isOrdered = webXml.absoluteOrdering() != null
                || fragments.stream().anyMatch(each -> !each.ordering().equals(Ordering.NONE));
        return new Fragments(
                webXml,
                webXml.metadataComplete() ? webXml : merge(webXml, classes, order, ordered),
                ordered,
                isOrdered
                        ? ordered.stream()
                                .map(scan -> scan.archive().fileName())
                                .toList()
                        : null);
    }

    /** Annotations of WEB-INF/classes complete web.xml, those of a library its fragment; then the fragments complete web.xml. */
    private static Descriptor merge(
            Descriptor webXml, List<ArchiveScan> classes, List<Descriptor> order, List<ArchiveScan> ordered)
            throws IOException, DescriptorException {
        Descriptor main = webXml;
        for (ArchiveScan scan : classes) main = annotated(main, webXml, scan);
        List<Descriptor> completed = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) completed.add(annotated(order.get(i), webXml, ordered.get(i)));
        return Merge.of(main, completed);
    }

    private static Descriptor annotated(Descriptor descriptor, Descriptor webXml, ArchiveScan scan)
            throws IOException, DescriptorException {
        if (descriptor.metadataComplete() || !scan.has(Trait.ANNOTATED)) return descriptor;
        List<ServletElement> declared = new ArrayList<>();
        webXml.servlets().values().forEach(each -> declared.add(each.value()));
        descriptor.servlets().values().forEach(each -> declared.add(each.value()));
        return Merge.of(descriptor, List.of(AnnotationReader.read(scan.index(), scan.archive(), declared)));
    }

    static Descriptor webXml(AppLayout layout) throws IOException, DescriptorException {
        for (Path webapp : layout.webapps()) {
            Path file = webapp.resolve(WEB_XML);
            if (!Files.isRegularFile(file) || Files.size(file) == 0) continue;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return DescriptorReader.readWebXml(in, WEB_XML);
            }
        }
        return Descriptor.absentWebXml();
    }

    private static Descriptor fragment(ArchiveScan scan) throws IOException, DescriptorException {
        if (!scan.has(Trait.FRAGMENT))
            return Descriptor.absentFragment(scan.archive().label());
        byte[] xml = ArchiveFiles.read(scan.archive(), ArchiveScanner.FRAGMENT);
        String file = scan.archive().label() + "!/" + ArchiveScanner.FRAGMENT;
        return DescriptorReader.readFragment(new ByteArrayInputStream(xml), file);
    }
}
