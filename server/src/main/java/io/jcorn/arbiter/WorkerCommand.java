package io.jcorn.arbiter;

import io.jcorn.config.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which program a worker is, as a command line: the arbiter knows no class of it.
 *
 * @param mainClass its name
 * @param classPath in this order
 * @param options for its JVM, before the user's
 */
public record WorkerCommand(String mainClass, List<Path> classPath, List<String> options) {
    private static final String MAIN_CLASS = "io.jcorn.worker.WorkerMain";

    /** What web applications commonly reach into, and what a worker needs for inherited sockets (sun.nio.ch, java.io) and
     * the session store (java.nio, sun.nio.ch). */
    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/sun.nio.ch",
            "java.rmi/sun.rmi.transport");

    /**
     * A heap that overflows ends the worker (its siblings go on), dumps and fatal errors go to the log, no file in
     * {@code /tmp} for jstat.
     */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr", "-XX:-UsePerfData", "-Xshare:auto");

    /** From Java 24 on native calls and Unsafe, which the session store needs, are warned of unless they are allowed. */
    private static final List<String> NATIVE_OPTIONS = Runtime.version().feature() >= 24
            ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            : List.of();

    public WorkerCommand {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /** jcorn's own worker, of the installation in {@code home}: {@code lib/*.jar}, then {@code lib/worker/*.jar}. */
    public static WorkerCommand installedIn(Path home) throws IOException {
        var jars = new ArrayList<Path>();
        for (String folder : new String[] {"lib", "lib/worker"}) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        Path commands = home.resolve("lib/worker/compiler-commands");
        boolean hasCommands = Files.isRegularFile(commands); // the Maven plugin's installation has none
        return new WorkerCommand(
                MAIN_CLASS, jars, hasCommands ? List.of("-XX:CompileCommandFile=" + commands) : List.of());
    }

    /** The Java that runs this process. */
    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * The arguments for Java. The user's {@code jvm-opt} stand last of the options, so that they win.
     *
     * @param environment the worker's
     */
    List<String> arguments(Config config, int age, Map<String, String> environment) {
        var arguments = new ArrayList<>(JVM_OPTIONS);
        OPENED.forEach(opened -> arguments.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        arguments.addAll(NATIVE_OPTIONS);
        arguments.addAll(options);
        arguments.addAll(HeapShare.options(config.workers(), environment));
        arguments.addAll(config.jvmOpts());
        arguments.add("-cp");
        arguments.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        arguments.add(mainClass);
        // read by nobody but who looks at ps
        arguments.add("jcorn-worker");
        arguments.add("name=" + name(config));
        arguments.add("n=" + age);
        return arguments;
    }

    private static String name(Config config) {
        return String.join(
                ",",
                config.apps().stream()
                        .map(app -> String.valueOf(app.location().getFileName()))
                        .toList());
    }
}
