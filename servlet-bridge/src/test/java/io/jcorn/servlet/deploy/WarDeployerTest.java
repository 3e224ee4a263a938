package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.descriptor.FilterMapping;
import io.jcorn.servlet.descriptor.MultipartDef;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.descriptor.ServletMapping;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.testing.LogCapture;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarDeployerTest {
    private static final String IMPORTS =
            "package a; import jakarta.servlet.*; import jakarta.servlet.annotation.*; import jakarta.servlet.http.*; ";

    private static final Compiled ANNOTATED = Compiled.of(
            IMPORTS + """
                    @WebServlet(name = "hello", urlPatterns = {"/hello", "/hi/*"}, loadOnStartup = 2, asyncSupported = true,
                        initParams = @WebInitParam(name = "x", value = "1"))
                    @MultipartConfig(maxFileSize = 5)
                    public class Hello extends HttpServlet {}
                    """,
            IMPORTS + "@WebServlet(\"/plain\") public class Plain extends HttpServlet {}",
            IMPORTS + """
                    @WebFilter(value = "/*", dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR}, servletNames = "hello")
                    public class Guard extends HttpFilter {}
                    """,
            IMPORTS + "@WebListener public class Ear implements ServletContextListener {}",
            IMPORTS + "@MultipartConfig(location = \"up\") public class Upload extends HttpServlet {}");

    @TempDir
    Path folder;

    private final List<Deployment> open = new ArrayList<>();

    private Deployment deploy(Path location) throws DeploymentException {
        Deployment deployment = Deploying.deploy(location, folder);
        open.add(deployment);
        return deployment;
    }

    private Deployment deploy(Tree war) throws DeploymentException, IOException {
        return deploy(war.zip(folder.resolve("app.war")));
    }

    private Deployment deploy(WarDeployer deployer, String contextPath, String webXml) throws Exception {
        Path war = new Tree().webXml(webXml).zip(folder.resolve("app.war"));
        Deployment deployment = deployer.deploy(new AppSpec(contextPath, war));
        open.add(deployment);
        return deployment;
    }

    @AfterEach
    void close() throws IOException {
        for (Deployment each : open) each.close();
    }

    @ParameterizedTest
    @CsvSource({"/own, /given, /given", "/own, '', ''", "/own,, /own", "/,, ''", ",, ''", ",/given, /given"})
    void theDefaultContextPathIsForWhoIsGivenNone(String own, String given, String path) throws Exception {
        String webXml = own == null ? "" : "<default-context-path>" + own + "</default-context-path>";

        Deployment deployment = deploy(new WarDeployer(Parts.NONE, Deploying.environment(folder)), given, webXml);

        assertThat(deployment.contextPath()).isEqualTo(path);
        assertThat(deployment.tempDir().getFileName()).hasToString(path.isEmpty() ? "ROOT" : path.substring(1));
    }

    @Test
    void aDefaultContextPathIsNotTakenFromAnother() throws Exception {
        String webXml = "<default-context-path>/shop</default-context-path>";
        WarDeployer deployer = new WarDeployer(Parts.NONE, Deploying.environment(folder));
        deploy(deployer, "/shop", webXml);

        assertThatThrownBy(() -> deploy(deployer, null, webXml))
                .hasMessage("app.war: its <default-context-path>/shop</default-context-path> is another application's;"
                        + " give it a path, as in --app /ctx=app.war");
    }

    @Test
    void saysThatTomcatsContextIsNotRead() throws Exception {
        LogCapture log = new LogCapture("jcorn.deploy");
        try {
            deploy(new Tree().file("META-INF/context.xml", "<Context/>"));
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .containsExactly("app.war: META-INF/context.xml is for Tomcat and not read;"
                            + " what it sets up or restricts has to be said elsewhere");
        } finally {
            log.close();
        }
    }

    @Test
    void readsAnnotations() throws Exception {
        WebApp app = deploy(new Tree().classes(Tree.CLASSES, ANNOTATED, "a.Hello", "a.Plain", "a.Guard", "a.Ear"))
                .webApp();
        assertThat(app.servlets())
                .containsExactly(
                        new ServletDef(
                                "hello",
                                "a.Hello",
                                null,
                                Map.of("x", "1"),
                                2,
                                true,
                                true,
                                new MultipartDef("", 5, -1, 0),
                                null,
                                Map.of()),
                        new ServletDef("a.Plain", "a.Plain", null, Map.of(), null, false, true, null, null, Map.of()));
        assertThat(app.servletMappings())
                .containsExactly(
                        new ServletMapping("hello", "/hello"),
                        new ServletMapping("hello", "/hi/*"),
                        new ServletMapping("a.Plain", "/plain"));
        assertThat(app.filterMappings())
                .containsExactly(new FilterMapping(
                        "a.Guard",
                        List.of("/*"),
                        List.of("hello"),
                        Set.of(DispatcherType.REQUEST, DispatcherType.ERROR)));
        assertThat(app.listeners()).containsExactly("a.Ear");
    }

    @Test
    void theDescriptorWinsOverAnnotations() throws Exception {
        WebApp app = deploy(new Tree().webXml("""
                                <servlet><servlet-name>hello</servlet-name><load-on-startup>7</load-on-startup>
                                  <init-param><param-name>x</param-name><param-value>web.xml</param-value></init-param></servlet>
                                <servlet-mapping><servlet-name>hello</servlet-name><url-pattern>/bonjour</url-pattern></servlet-mapping>
                                <servlet><servlet-name>up</servlet-name><servlet-class>a.Upload</servlet-class></servlet>
                                """).classes(Tree.CLASSES, ANNOTATED, "a.Hello", "a.Upload"))
                .webApp();
        ServletDef hello = app.servlets().get(0);
        assertThat(hello.className()).isEqualTo("a.Hello");
        assertThat(hello.loadOnStartup()).isEqualTo(7);
        assertThat(hello.initParams()).containsEntry("x", "web.xml");
        assertThat(app.servletMappings()).containsExactly(new ServletMapping("hello", "/bonjour"));
        assertThat(app.servlets().get(1).multipart()).isEqualTo(new MultipartDef("up", -1, -1, 0));
    }

    @Test
    void metadataCompleteTurnsAnnotationsAndFragmentsOff() throws Exception {
        Deployment deployment = deploy(new Tree()
                .file("WEB-INF/web.xml", "<web-app version='6.0' metadata-complete='true'/>")
                .classes(Tree.CLASSES, ANNOTATED, "a.Hello")
                .lib("x.jar", new Tree().fragment("<listener><listener-class>L</listener-class></listener>")));
        assertThat(deployment.webApp().servlets()).isEmpty();
        assertThat(deployment.webApp().listeners()).isEmpty();
        assertThat(deployment.webApp().metadataComplete()).isTrue();
    }

    @Test
    void fragmentsTakePartInTheirOrder() throws Exception {
        String listener = "<listener><listener-class>%s</listener-class></listener>";
        Deployment deployment = deploy(new Tree()
                .lib("1.jar", new Tree().fragment("<name>one</name>" + listener.formatted("One")))
                .lib(
                        "2.jar",
                        new Tree()
                                .fragment("<name>two</name>" + listener.formatted("Two")
                                        + "<ordering><before><name>one</name></before></ordering>"))
                .lib("3.jar", new Tree().classes("", ANNOTATED, "a.Ear")));
        assertThat(deployment.webApp().listeners()).containsExactly("Two", "One", "a.Ear");
        assertThat(deployment.orderedLibs()).containsExactly("2.jar", "1.jar", "3.jar");
    }

    @Test
    void excludedLibrariesAreNotScannedButServeTheirFiles() throws Exception {
        Deployment deployment = deploy(new Tree()
                .webXml("<absolute-ordering><name>one</name></absolute-ordering>")
                .lib("1.jar", new Tree().fragment("<name>one</name>"))
                .lib("2.jar", new Tree().classes("", ANNOTATED, "a.Ear").file("META-INF/resources/logo.txt", "logo")));
        assertThat(deployment.webApp().listeners()).isEmpty();
        assertThat(deployment.orderedLibs()).containsExactly("1.jar");
        assertThat(deployment.resourceRoots()).hasSize(2);
        assertThat(deployment.resourceRoots().get(1).resolve("logo.txt")).hasContent("logo");
        assertThat(deployment.loader().loadClass("a.Ear")).isNotNull();
    }

    @Test
    void hasNoOrderedLibsIfNobodyAsksForAnOrder() throws Exception {
        assertThat(deploy(new Tree().lib("1.jar", new Tree().fragment("<name>one</name>")))
                        .orderedLibs())
                .isNull();
    }

    @Test
    void deploysAFolderInPlace() throws Exception {
        Path webapp = new Tree()
                .file("index.html", "x")
                .classes(Tree.CLASSES, ANNOTATED, "a.Plain")
                .folder(folder.resolve("site"));
        Deployment deployment = deploy(webapp);
        assertThat(deployment.resourceRoots()).containsExactly(webapp);
        assertThat(deployment.webApp().servlets()).hasSize(1);
        assertThat(deployment.loader().getResource("a/Plain.class")).hasProtocol("file");
    }

    @Test
    void deploysAFolderGivenByARelativePath() throws Exception {
        Path webapp = new Tree().classes(Tree.CLASSES, ANNOTATED, "a.Plain").folder(folder.resolve("site"));
        Path relative = Path.of("").toAbsolutePath().relativize(webapp);
        Deployment deployment = deploy(Path.of(".").resolve(relative));
        assertThat(deployment.loader().loadClass("a.Plain")).isNotNull();
        assertThat(deployment.resourceRoots()).containsExactly(webapp);
    }

    @Test
    void noticesThatAClassOfAFolderChanged() throws Exception {
        Path webapp = new Tree().classes(Tree.CLASSES, ANNOTATED, "a.Plain").folder(folder.resolve("site"));
        deploy(webapp);
        new Tree().classes(Tree.CLASSES, ANNOTATED, "a.Hello").folder(webapp);
        assertThat(deploy(webapp).webApp().servlets()).hasSize(2);
    }

    @Test
    void deploysALooseWar() throws Exception {
        new Tree().classes("", ANNOTATED, "a.Plain").folder(folder.resolve("target/classes"));
        new Tree()
                .classes("", ANNOTATED, "a.Ear")
                .file("META-INF/resources/logo.txt", "logo")
                .folder(folder.resolve("other module/target/classes"));
        new Tree().classes("", ANNOTATED, "a.Guard").zip(folder.resolve("guard.jar"));
        new Tree().webXml("<display-name>Loose</display-name>").folder(folder.resolve("webapp"));
        Path loose = Files.writeString(folder.resolve("app.loose"), """
                # made by hand
                webapp webapp
                classes target/classes

                lib other module/target/classes
                lib guard.jar
                """);
        Deployment deployment = deploy(loose);
        assertThat(deployment.webApp().displayName()).isEqualTo("Loose");
        assertThat(deployment.webApp().servlets()).hasSize(1);
        assertThat(deployment.webApp().filters()).hasSize(1);
        assertThat(deployment.webApp().listeners()).containsExactly("a.Ear");
        assertThat(deployment.resourceRoots().get(1).resolve("logo.txt")).exists();
    }

    @Test
    void tellsTheLineOfALooseWar() throws Exception {
        Path loose = Files.writeString(folder.resolve("app.loose"), "# x\nwar foo\n");
        assertUnreadable(
                loose, "app.loose line 2 is 'war foo', it should be 'webapp DIR', 'classes DIR' or 'lib JAR-or-DIR'");
        Files.writeString(loose, "classes nowhere\n");
        assertUnreadable(loose, "app.loose line 1: there is no folder " + folder.resolve("nowhere"));
    }

    @Test
    void tellsThatThereIsNoSuchWar() {
        Path war = folder.resolve("none.war");
        assertUnreadable(war, "none.war does not exist (" + war + "); give the path of a WAR or a folder");
    }

    @Test
    void namesApplicationFileAndLineOfAWrongDescriptor() throws Exception {
        Path war = new Tree().webXml("\n<servlet/>").zip(folder.resolve("app.war"));
        assertThatThrownBy(() -> deploy(war))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("app.war: WEB-INF/web.xml:2: <servlet> needs a <servlet-name>")
                .extracting(e -> ((DeploymentException) e).kind())
                .isEqualTo(DeploymentException.Kind.FAILED);
    }

    @Test
    void namesTheJarOfAWrongFragment() throws Exception {
        Path war = new Tree().lib("x.jar", new Tree().fragment("<filter/>")).zip(folder.resolve("app.war"));
        assertThatThrownBy(() -> deploy(war))
                .hasMessage("app.war: WEB-INF/lib/x.jar!/META-INF/web-fragment.xml:1: <filter> needs a <filter-name>");
    }

    @Test
    void namesADamagedLibrary() throws Exception {
        Path war = new Tree().file("WEB-INF/lib/x.jar", "no jar").zip(folder.resolve("app.war"));
        assertUnreadable(war, "app.war has a damaged library: WEB-INF/lib/x.jar: it has no zip directory");
    }

    @Test
    void givesEachContextAnEmptyTempFolder() throws Exception {
        Path temp = deploy(new Tree()).tempDir();
        assertThat(temp).isEmptyDirectory();
        Files.writeString(temp.resolve("left"), "over");
        assertThat(deploy(new Tree()).tempDir()).isEqualTo(temp).isEmptyDirectory();
    }

    private void assertUnreadable(Path location, String message) {
        assertThatThrownBy(() -> deploy(location))
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(message)
                .extracting(e -> ((DeploymentException) e).kind())
                .isEqualTo(DeploymentException.Kind.UNREADABLE);
    }
}
