package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.DeploymentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerFinderTest {
    private static final String SERVICE = "META-INF/services/jakarta.servlet.ServletContainerInitializer";
    private static final String BODY =
            "implements ServletContainerInitializer { public void onStartup(Set<Class<?>> types, ServletContext context) {} }";
    private static final String IMPORTS =
            "package a; import jakarta.servlet.*; import jakarta.servlet.annotation.*; import java.util.*; ";

    private static final Compiled CLASSES = Compiled.of(
            IMPORTS + "public class One " + BODY,
            IMPORTS + "public class Two " + BODY,
            IMPORTS + "@HandlesTypes(Startable.class) public class ForInterface " + BODY,
            IMPORTS + "@HandlesTypes(Base.class) public class ForClass " + BODY,
            IMPORTS + "@HandlesTypes(Mark.class) public class ForAnnotation " + BODY,
            IMPORTS + "@HandlesTypes(Servlet.class) public class ForServlet " + BODY,
            IMPORTS + "@HandlesTypes({Gone.class, Startable.class}) public class ForGone " + BODY,
            IMPORTS + "@HandlesTypes(Unused.class) public class ForUnused " + BODY,
            IMPORTS + "public class Broken implements ServletContainerInitializer { public Broken() { throw new"
                    + " IllegalStateException(\"no way\"); } public void onStartup(Set<Class<?>> t, ServletContext c) {} }",
            "package a; public interface Startable {}",
            "package a; public interface SubStartable extends Startable {}",
            "package a; public interface Unused {}",
            "package a; public class Base implements SubStartable {}",
            "package a; public class Middle extends Base {}",
            "package a; public abstract class Leaf extends Middle { static { if (true) throw new Error(\"initialized\"); } }",
            "package a; public class Gone {}",
            "package a; public class Orphan extends Gone implements Startable {}",
            "package a; public @interface Mark {}",
            "package a; @Mark public class OnClass {}",
            "package a; public class OnMethod { @Mark void m() {} }",
            "package a; public class OnField { @Mark int f; }",
            "package a; public class OnParameter { void m(@Mark int p) {} }",
            "package a; public class OnNothing {}",
            "package a; public class MyServlet extends jakarta.servlet.http.HttpServlet {}");

    private static final String[] TYPES = {
        "a.Startable",
        "a.SubStartable",
        "a.Unused",
        "a.Base",
        "a.Middle",
        "a.Leaf",
        "a.Orphan",
        "a.Mark",
        "a.OnClass",
        "a.OnMethod",
        "a.OnField",
        "a.OnParameter",
        "a.OnNothing",
        "a.MyServlet"
    };

    @TempDir
    Path folder;

    private Deployment deployment;

    @AfterEach
    void close() throws IOException {
        if (deployment != null) deployment.close();
    }

    private List<Initializer> initializers(Tree war) throws Exception {
        close();
        deployment = Deploying.deploy(war.zip(folder.resolve("app.war")), folder);
        return deployment.initializers();
    }

    private static Tree jar(String... initializers) {
        return new Tree().classes("", CLASSES, initializers).file(SERVICE, String.join("\n", initializers));
    }

    private static List<String> names(List<Initializer> initializers) {
        return initializers.stream()
                .map(each -> each.initializer().getClass().getSimpleName())
                .toList();
    }

    @Test
    void findsThemInClassesAndLibraries() throws Exception {
        Tree war = new Tree()
                .classes(Tree.CLASSES, CLASSES, "a.Two")
                .file(Tree.CLASSES + SERVICE, "# comment\n\n a.Two # mine\n")
                .lib("1.jar", jar("a.One"))
                .lib("2.jar", new Tree().file(SERVICE, "a.One"));
        assertThat(names(initializers(war))).containsExactly("Two", "One");
        assertThat(deployment.initializers())
                .extracting(Initializer::handledTypes)
                .containsOnlyNulls();
    }

    @Test
    void followsTheOrderOfFragmentsAndSkipsTheExcluded() throws Exception {
        Tree libraries = new Tree()
                .lib("1.jar", jar("a.One").fragment("<name>one</name>"))
                .lib("2.jar", jar("a.Two").fragment("<name>two</name>"));
        assertThat(names(initializers(
                        libraries.webXml("<absolute-ordering><name>two</name><name>one</name></absolute-ordering>"))))
                .containsExactly("Two", "One");
        assertThat(names(initializers(libraries.webXml("<absolute-ordering><name>two</name></absolute-ordering>"))))
                .containsExactly("Two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a.ForInterface  | Base Leaf Middle SubStartable
                    a.ForClass      | Leaf Middle
                    a.ForAnnotation | OnClass OnField OnMethod OnParameter
                    a.ForServlet    | MyServlet
                    a.ForGone       | Base Leaf Middle SubStartable
                    """)
    void findsHandledTypesWithoutInitializingThem(String initializer, String expected) throws Exception {
        Tree war = new Tree().classes(Tree.CLASSES, CLASSES, TYPES).lib("1.jar", jar(initializer));
        for (int start = 1; start <= 2; start++) { // the second reads what the first kept
            Set<Class<?>> types = initializers(war).get(0).handledTypes();
            assertThat(types.stream().map(Class::getSimpleName).toList()).containsExactly(expected.split(" ", -1));
            assertThat(types).allMatch(type -> type.getClassLoader() == deployment.loader());
        }
    }

    @Test
    void anInitializerMayTakeOutWhatItDoesNotNeed() throws Exception {
        Tree war = new Tree().classes(Tree.CLASSES, CLASSES, TYPES).lib("1.jar", jar("a.ForServlet"));
        Initializer initializer = initializers(war).get(0);
        initializer.handledTypes().clear();
        assertThat(initializer.handledTypes()).hasSize(1);
    }

    @Test
    void givesNullIfNothingMatches() throws Exception {
        Tree war = new Tree().classes(Tree.CLASSES, CLASSES, TYPES).lib("1.jar", jar("a.ForUnused"));
        assertThat(initializers(war).get(0).handledTypes()).isNull();
    }

    @Test
    void tellsWhichInitializerCantBeMade() {
        assertThatThrownBy(() -> initializers(new Tree().lib("1.jar", jar("a.Broken"))))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("app.war: WEB-INF/lib/1.jar names the ServletContainerInitializer a.Broken, which can't be"
                        + " made: java.lang.IllegalStateException: no way; add what it needs or remove it from"
                        + " META-INF/services");
        assertThatThrownBy(() -> initializers(new Tree().lib("1.jar", new Tree().file(SERVICE, "a.Nobody"))))
                .hasMessageContaining("a.Nobody, which can't be made: java.lang.ClassNotFoundException: a.Nobody");
        assertThatThrownBy(() -> initializers(new Tree()
                        .lib("1.jar", new Tree().classes("", CLASSES, "a.Gone").file(SERVICE, "a.Gone"))))
                .hasMessageContaining("a.Gone, which can't be made: java.lang.ClassCastException");
    }
}
