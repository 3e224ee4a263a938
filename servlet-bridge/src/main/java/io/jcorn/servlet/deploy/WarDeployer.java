package io.jcorn.servlet.deploy;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.Effective;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.naming.Environment;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/** Makes a WAR, a folder or a loose WAR file ready to be started. Blocks on disk; calls no initializer. */
public final class WarDeployer {
    private static final System.Logger LOG = System.getLogger("jcorn.deploy");

    private final Parts parts;
    private final AppEnvironment environment;
    private final ApplicationNames names;
    private final Set<String> contextPaths = new HashSet<>();

    /** For all applications of a worker. */
    public WarDeployer(Parts parts, AppEnvironment environment) {
        this.parts = parts;
        this.environment = environment;
        this.names = ApplicationNames.of(environment, parts);
    }

    /**
     * Unpacks, scans and merges. What it finds is kept in the work folder for other workers and later starts.
     *
     * @throws DeploymentException with one line that names the application, what was wrong and what would be right
     */
    public Deployment deploy(AppSpec spec) throws DeploymentException {
        Failures failures = new Failures(spec.location());
        Path work = environment.workFolder();
        AppLayout layout = new AppLocator(new WarStore(work)).locate(spec.location(), failures);
        try {
            return deploy(spec, layout, failures);
        } catch (DescriptorException e) {
            throw failures.failed(e.getMessage(), e);
        } catch (IOException e) {
            throw failures.unreadable("can't be read or unpacked into " + work + ": " + e, e);
        }
    }

    private Deployment deploy(AppSpec spec, AppLayout layout, Failures failures)
            throws DeploymentException, DescriptorException, IOException {
        ScanStore store = new ScanStore(environment.workFolder());
        List<ArchiveScan> classes = scan(layout.classes(), store, failures);
        List<ArchiveScan> libraries = scan(layout.libraries(), store, failures);
        warnOfApis(libraries, failures);
        warnOfTomcatsContext(layout, failures);
        Fragments fragments = Fragments.read(layout, classes, libraries);
        new JavaxCheck(fragments.webXml(), classes, libraries).refuse(failures);
        WebApp webApp = Effective.of(fragments.merged());
        String contextPath = contextPath(spec, webApp, failures);

        List<ArchiveScan> participants = new ArrayList<>(classes);
        participants.addAll(fragments.ordered());
        List<ArchiveScan> classPath = new ArrayList<>(classes);
        classPath.addAll(libraries);
        ClassLoader container = Servlet.class.getClassLoader();
        WarClassLoader loader = WarClassLoader.of(failures.app(), classPath, new ContainerApi(container, parts.all()));
        try {
            InitializerFinder finder =
                    new InitializerFinder(participants, loader, store.resultsFor(participants), failures);
            Environment named = names.of(contextPath, failures.app(), webApp, loader, any(classPath, Trait.RESOURCE));
            loader.environment(named);
            return new Deployment(
                    contextPath,
                    resourceRoots(layout, fragments.ordered(), libraries),
                    webApp,
                    loader,
                    finder.find(container),
                    fragments.orderedLibs(),
                    any(classPath, Trait.SECURITY),
                    TagLibraries.support(parts, layout, libraries, mayChange(spec), precompiled()),
                    Endpoints.support(parts, participants, loader, finder),
                    named,
                    tempDir(contextPath));
        } catch (DeploymentException | DescriptorException | IOException | RuntimeException e) {
            loader.close();
            throw e;
        }
    }

    private static boolean any(List<ArchiveScan> scans, Trait trait) {
        return scans.stream().anyMatch(scan -> scan.has(trait));
    }

    /** The operator's path, else the application's own (Servlet 6.1 §14.3), else the root; no other's. */
    private String contextPath(AppSpec spec, WebApp webApp, Failures failures) throws DeploymentException {
        String own = webApp.defaultContextPath() == null ? "" : webApp.defaultContextPath();
        String path = spec.contextPath() == null ? own : spec.contextPath();
        if (contextPaths.add(path)) return path;
        throw failures.failed(
                "its <default-context-path>" + path
                        + "</default-context-path> is another application's; give it a path, as in --app /ctx="
                        + spec.location().getFileName(),
                null);
    }

    /** Folders and loose WARs are edited while they are served; a WAR is unpacked into a folder that nobody writes to. */
    private static boolean mayChange(AppSpec spec) {
        return Files.isDirectory(spec.location()) || LooseWar.isOne(spec.location());
    }

    private boolean precompiled() {
        return environment.flag("jsp-precompile");
    }

    private static List<ArchiveScan> scan(List<Archive> archives, ScanStore store, Failures failures)
            throws IOException, DeploymentException {
        List<ArchiveScan> scans = new ArrayList<>();
        for (Archive archive : archives) {
            try {
                scans.add(store.scan(archive));
            } catch (ZipException e) {
                throw failures.unreadable(
                        "has a damaged library: " + archive.label() + ": " + e.getMessage() + "; build it again", e);
            }
        }
        return scans;
    }

    private static void warnOfApis(List<ArchiveScan> libraries, Failures failures) {
        for (ArchiveScan scan : libraries) {
            if (scan.has(Trait.SERVLET_API)) {
                LOG.log(
                        Level.WARNING,
                        "{0}: {1} has the Servlet API, which is the container''s; its copy is not used (Maven: scope provided)",
                        failures.app(),
                        scan.archive().label());
            }
        }
    }

    /** It may say who is let in, by a valve: that nobody heeds it must not go unnoticed. */
    private static void warnOfTomcatsContext(AppLayout layout, Failures failures) {
        for (Path root : layout.webapps()) {
            if (Files.exists(root.resolve("META-INF/context.xml"))) {
                LOG.log(
                        Level.WARNING,
                        () -> failures.app()
                                + ": META-INF/context.xml is for Tomcat and not read; what it sets up or restricts has to be said elsewhere");
            }
        }
    }

    /** Ordered libraries first, then those that the ordering left out: their static files are served all the same. */
    private static List<Path> resourceRoots(AppLayout layout, List<ArchiveScan> ordered, List<ArchiveScan> libraries) {
        Set<Path> roots = new LinkedHashSet<>(layout.webapps());
        for (ArchiveScan scan : ordered) if (scan.resources() != null) roots.add(scan.resources());
        for (ArchiveScan scan : libraries) if (scan.resources() != null) roots.add(scan.resources());
        return List.copyOf(roots);
    }

    /** One for each context and worker, as ServletContext.TEMPDIR (Servlet 6.1 §4.8.1). */
    private Path tempDir(String contextPath) throws IOException {
        String name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
        Path folder = environment.tempFolder().resolve(name);
        Once.delete(folder);
        return Files.createDirectories(folder);
    }
}
