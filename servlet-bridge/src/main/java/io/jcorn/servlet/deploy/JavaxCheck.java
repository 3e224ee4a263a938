package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import io.jcorn.servlet.descriptor.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;

/**
 * Finds applications written for javax.servlet, which would fail with a NoClassDefFoundError that tells nobody why. A library may refer to
 * javax.servlet and never be asked to, so what counts is who is called: the application's own classes, and what its descriptor or a
 * ServletContainerInitializer brings in.
 */
final class JavaxCheck {
    private final Descriptor webXml;
    private final List<ArchiveScan> classes;
    private final List<ArchiveScan> libraries;

    JavaxCheck(Descriptor webXml, List<ArchiveScan> classes, List<ArchiveScan> libraries) {
        this.webXml = webXml;
        this.classes = classes;
        this.libraries = libraries;
    }

    void refuse(Failures failures) throws DeploymentException, IOException {
        String witness = witness();
        if (witness == null) return;
        throw failures.unreadable(
                "is written for javax.servlet (Java EE; see " + witness
                        + "); jcorn needs jakarta.servlet: use a release of the"
                        + " application and its framework for Jakarta EE 9 or later, or convert the WAR with a migration tool",
                null);
    }

    /** Where javax.servlet was found; null if the application is not for it. */
    private String witness() throws IOException {
        if (classes.stream().anyMatch(scan -> scan.has(Trait.JAKARTA))) return null;
        for (ArchiveScan scan : classes)
            if (scan.has(Trait.JAVAX)) return scan.archive().label();
        if (libraries.stream().anyMatch(scan -> !scan.initializers().isEmpty())) return null;
        for (ArchiveScan scan : libraries)
            if (scan.has(Trait.JAVAX_INITIALIZER))
                return callsJakarta() ? null : scan.archive().label();
        for (ArchiveScan scan : libraries)
            if (scan.has(Trait.JAVAX) && !scan.has(Trait.JAKARTA) && holdsComponent(scan))
                return scan.archive().label();
        return null;
    }

    /** Then an initializer for javax.servlet is what nobody asks for: log4j-web is often a leftover. */
    private boolean callsJakarta() throws IOException {
        for (ArchiveScan scan : libraries) if (scan.has(Trait.JAKARTA) && holdsComponent(scan)) return true;
        return false;
    }

    private boolean holdsComponent(ArchiveScan scan) throws IOException {
        Index index = scan.index();
        Stream<String> servlets =
                webXml.servlets().values().stream().map(each -> each.value().className());
        Stream<String> filters =
                webXml.filters().values().stream().map(each -> each.value().className());
        return Stream.of(servlets, filters, webXml.listeners().stream())
                .flatMap(names -> names)
                .anyMatch(name -> name != null && index.getClassByName(name) != null);
    }
}
