package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.DeploymentException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaxCheckTest {
    private static final String API = "package javax.servlet; public interface Servlet {}";
    private static final Compiled CLASSES = Compiled.of(
            API,
            "package a; public class Old implements javax.servlet.Servlet {}",
            "package a; public class New extends jakarta.servlet.http.HttpServlet {}",
            "package a; public class Neutral {}");
    private static final String OLD_SERVLET =
            "<servlet><servlet-name>s</servlet-name><servlet-class>a.Old</servlet-class></servlet>";

    @TempDir
    Path folder;

    private void deploy(Tree war) throws Exception {
        Deploying.deploy(war.zip(folder.resolve("app.war")), folder).close();
    }

    private void assertRefused(Tree war, String witness) {
        assertThatThrownBy(() -> deploy(war))
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith("app.war is written for javax.servlet (Java EE; see " + witness
                        + "); jcorn needs jakarta.servlet")
                .extracting(e -> ((DeploymentException) e).kind())
                .isEqualTo(DeploymentException.Kind.UNREADABLE);
    }

    @Test
    void refusesClassesForJavax() {
        assertRefused(new Tree().classes(Tree.CLASSES, CLASSES, "a.Old"), "WEB-INF/classes");
    }

    @Test
    void refusesAServletForJavaxInALibrary() {
        assertRefused(
                new Tree().webXml(OLD_SERVLET).lib("old.jar", new Tree().classes("", CLASSES, "a.Old")),
                "WEB-INF/lib/old.jar");
    }

    @Test
    void refusesAnInitializerForJavax() {
        String service = "META-INF/services/javax.servlet.ServletContainerInitializer";
        assertRefused(
                new Tree().classes(Tree.CLASSES, CLASSES, "a.Neutral").lib("old.jar", new Tree().file(service, "a.B")),
                "WEB-INF/lib/old.jar");
    }

    @Test
    void acceptsALibraryForJavaxThatNobodyCalls() throws Exception {
        Tree old = new Tree().classes("", CLASSES, "a.Old");
        deploy(new Tree().lib("old.jar", old));
        deploy(new Tree().classes(Tree.CLASSES, CLASSES, "a.Neutral").lib("old.jar", old));
    }

    @Test
    void acceptsAnInitializerForJavaxBesideAServletForJakartaInALibrary() throws Exception {
        String service = "META-INF/services/javax.servlet.ServletContainerInitializer";
        deploy(new Tree()
                .webXml(OLD_SERVLET.replace("a.Old", "a.New"))
                .lib("new.jar", new Tree().classes("", CLASSES, "a.New"))
                .lib("old.jar", new Tree().file(service, "a.B")));
    }

    @Test
    void acceptsClassesForBoth() throws Exception {
        Tree both = new Tree().classes(Tree.CLASSES, CLASSES, "a.Old", "a.New");
        deploy(both);
        assertThat(both.bytes()).isNotEmpty();
    }
}
