package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarClassLoaderTest {
    @TempDir
    Path folder;

    private Deployment deployment;

    private ClassLoader loader(Tree war) throws Exception {
        deployment = Deploying.deploy(war.zip(folder.resolve("app.war")), folder);
        return deployment.loader();
    }

    @AfterEach
    void close() throws Exception {
        if (deployment != null) deployment.close();
    }

    private static String text(InputStream in) throws Exception {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void classesComeBeforeLibraries() throws Exception {
        Compiled first = Compiled.of("package a; public class A { public String toString() { return \"classes\"; } }");
        Compiled second = Compiled.of(
                "package a; public class A { public String toString() { return \"lib\"; } }",
                "package a; public class B {}");
        ClassLoader loader = loader(new Tree()
                .classes(Tree.CLASSES, first, "a.A")
                .lib("x.jar", new Tree().classes("", second, "a.A", "a.B")));
        assertThat(loader.loadClass("a.A").getDeclaredConstructor().newInstance())
                .hasToString("classes");
        Class<?> b = loader.loadClass("a.B");
        assertThat(b.getClassLoader()).isSameAs(loader);
        assertThat(b.getProtectionDomain().getCodeSource().getLocation().getPath())
                .endsWith("WEB-INF/lib/x.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.jcorn.servlet.deploy.WarDeployer",
                "io.jcorn.app.Application",
                "org.jboss.jandex.Index",
                "org.junit.jupiter.api.Test"
            })
    void hidesWhatIsJcorns(String name) throws Exception {
        ClassLoader loader = loader(new Tree());
        assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource(name.replace('.', '/') + ".class")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.sql.Driver", "org.w3c.dom.Node", "javax.net.ssl.SSLContext", "java.net.http.HttpClient"})
    void showsTheJdk(String name) throws Exception {
        assertThat(loader(new Tree()).loadClass(name)).isSameAs(Class.forName(name));
    }

    @Test
    void showsTheContainersApi() throws Exception {
        ClassLoader loader = loader(new Tree());
        for (String name : List.of("jakarta.servlet.Servlet", "jakarta.servlet.http.HttpServlet"))
            assertThat(loader.loadClass(name)).isSameAs(Class.forName(name));
        assertThat(loader.loadClass("jakarta.annotation.PostConstruct"))
                .isSameAs(Class.forName("jakarta.annotation.PostConstruct"));
    }

    @Test
    void theApiIsTheContainersEvenIfTheWarHasACopy() throws Exception {
        Compiled fake = Compiled.of(
                "package jakarta.servlet; public interface Servlet {}",
                "package jakarta.servlet.jsp.jstl; public interface Tag {}");
        ClassLoader loader = loader(new Tree()
                .lib(
                        "servlet-api.jar",
                        new Tree().classes("", fake, "jakarta.servlet.Servlet", "jakarta.servlet.jsp.jstl.Tag")));
        assertThat(loader.loadClass("jakarta.servlet.Servlet")).isSameAs(jakarta.servlet.Servlet.class);
        assertThat(loader.loadClass("jakarta.servlet.jsp.jstl.Tag").getClassLoader())
                .isSameAs(loader);
    }

    @Test
    void theWarsCopyOfJcornsLibrariesIsItsOwn() throws Exception {
        Compiled own = Compiled.of("package org.jboss.jandex; public class Index {}");
        ClassLoader loader = loader(new Tree().classes(Tree.CLASSES, own, "org.jboss.jandex.Index"));
        assertThat(loader.loadClass("org.jboss.jandex.Index")).isNotSameAs(org.jboss.jandex.Index.class);
    }

    @Test
    void findsResourcesOfAllInOrder() throws Exception {
        ClassLoader loader = loader(new Tree()
                .file("WEB-INF/classes/conf/a b.txt", "classes")
                .lib("1.jar", new Tree().file("conf/a b.txt", "one").file("deep/er/x", "x"))
                .lib("2.jar", new Tree().file("conf/a b.txt", "two").file("conf/", "")));
        assertThat(text(loader.getResourceAsStream("conf/a b.txt"))).isEqualTo("classes");
        List<URL> all = Collections.list(loader.getResources("conf/a b.txt"));
        assertThat(all).hasSize(3);
        assertThat(text(all.get(0).openStream())).isEqualTo("classes");
        assertThat(text(all.get(1).openStream())).isEqualTo("one");
        assertThat(text(all.get(2).openStream())).isEqualTo("two");
        assertThat(all.get(2).toString()).endsWith("2.jar!/conf/a%20b.txt");
        assertThat(loader.getResource("conf/none")).isNull();
        assertThat(loader.getResourceAsStream("none/none")).isNull();
        assertThat(text(loader.getResourceAsStream("deep/er/x"))).isEqualTo("x");
    }

    @Test
    void findsFoldersAsScannersOfPackagesDo() throws Exception {
        ClassLoader loader = loader(new Tree()
                .file("WEB-INF/classes/com/acme/a.txt", "a")
                .lib("1.jar", new Tree().file("com/", "").file("com/acme/", "").file("com/acme/b.txt", "b")));
        for (String name : List.of("com", "com/", "com/acme", "com/acme/"))
            assertThat(Collections.list(loader.getResources(name))).as(name).hasSize(2);
        assertThat(Collections.list(loader.getResources("")))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("/classes/");
    }

    @Test
    void servicesAreTheWars() throws Exception {
        Compiled service = Compiled.of("package a; public class Task implements Runnable { public void run() {} }");
        ClassLoader loader = loader(new Tree()
                .lib(
                        "1.jar",
                        new Tree()
                                .classes("", service, "a.Task")
                                .file("META-INF/services/java.lang.Runnable", "a.Task")));
        assertThat(ServiceLoader.load(Runnable.class, loader)).hasSize(1);
        assertThat(loader.getResource("META-INF/services/io.jcorn.app.ApplicationFactory"))
                .isNull();
    }

    @Test
    void takesTheVersionOfAMultiReleaseJarThatFits() throws Exception {
        Compiled old = Compiled.of("package a; public class A { public String toString() { return \"8\"; } }");
        Compiled current = Compiled.of(
                "package a; public class A { public String toString() { return \"17\"; } }",
                "package b; public class OnlyInVersion {}");
        ClassLoader loader = loader(new Tree()
                .lib(
                        "mr.jar",
                        new Tree()
                                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n")
                                .classes("", old, "a.A")
                                .classes("META-INF/versions/17/", current, "a.A", "b.OnlyInVersion")
                                .classes("META-INF/versions/99/", old, "a.A")));
        assertThat(loader.loadClass("a.A").getDeclaredConstructor().newInstance())
                .hasToString("17");
        assertThat(loader.loadClass("b.OnlyInVersion")).isNotNull();
        assertThat(loader.getResource("a/A.class").toString()).endsWith("mr.jar!/META-INF/versions/17/a/A.class");
    }

    @Test
    void packagesKnowTheirManifest() throws Exception {
        Compiled a = Compiled.of("package a; public class A {}");
        ClassLoader loader = loader(new Tree()
                .lib(
                        "x.jar",
                        new Tree()
                                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n")
                                .classes("", a, "a.A")));
        assertThat(loader.loadClass("a.A").getPackage().getImplementationVersion())
                .isEqualTo("1.2.3");
    }

    @Test
    void closesItsJars() throws Exception {
        Compiled a = Compiled.of("package a; public class A {}", "package a; public class B {}");
        ClassLoader loader = loader(new Tree().lib("x.jar", new Tree().classes("", a, "a.A", "a.B")));
        loader.loadClass("a.A");
        deployment.close();
        assertThatThrownBy(() -> loader.loadClass("a.B")).isInstanceOf(ClassNotFoundException.class);
    }
}
