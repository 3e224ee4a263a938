package io.jcorn.it;

import java.nio.file.Path;

/** What the build made before the tests run. */
final class Built {
    static final Path ROOT =
            Path.of(System.getProperty("jcorn.root", "../..")).toAbsolutePath().normalize();
    static final Path JCORN = ROOT.resolve("dist/target/jcorn/bin/jcorn");
    static final Path DEMO = war("demo");
    static final Path PROBE = war("probe");
    static final Path JSP = war("jsp");
    static final Path WEBSOCKET = war("websocket");
    static final Path SPRING_MVC = war("spring-mvc");
    static final Path SPRING_BOOT = war("spring-boot");
    static final Path SPRING_BOOT_4 = war("spring-boot-4");
    static final Path RESOURCES = war("resources");
    static final Path JERSEY = war("jersey");
    static final Path FACES = war("faces");
    static final Path STRUTS = war("struts");
    static final Path WICKET = war("wicket");
    static final Path TOMCAT_EXAMPLES = war("tomcat-examples");
    static final Path CONSOLES = war("consoles");
    static final Path TARGET = ROOT.resolve("it-tests/tests/target");
    static final String VERSION = System.getProperty("jcorn.version", "0.1.0-SNAPSHOT");

    private Built() {}

    private static Path war(String name) {
        return ROOT.resolve("it-tests").resolve(name).resolve("target").resolve(name + ".war");
    }
}
