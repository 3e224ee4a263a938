package io.jcorn.it;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running Tomcat: what an application does there, it should do here as well. Used by one test's thread. */
final class TomcatProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(TomcatMain.LISTENING + "(\\d+)");
    private static final Pattern NEEDED =
            Pattern.compile("test-classes|(tomcat-embed-|ecj-|jakarta\\.annotation-api-).*");

    private final LoggedProcess process;

    private TomcatProcess(LoggedProcess process) {
        this.process = process;
    }

    /**
     * Starts and doesn't wait.
     *
     * @param folder where it unpacks and compiles
     */
    static TomcatProcess launch(Path folder, Path... wars) {
        List<String> command = new ArrayList<>(List.of(
                Processes.JDK.resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath(),
                TomcatMain.class.getName(),
                folder.toString()));
        Stream.of(wars).map(Path::toString).forEach(command::add);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new TomcatProcess(LoggedProcess.start("tomcat", new ProcessBuilder(command)));
    }

    /** Tomcat and its main class, and nothing else that the tests have: applications would see it. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        NEEDED.matcher(Path.of(entry).getFileName().toString()).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it serves. */
    InetSocketAddress address() {
        int port = Await.value("Tomcat listens", () -> {
            process.assertAlive();
            Matcher told = PORT.matcher(log());
            return told.find() ? Optional.of(Integer.parseInt(told.group(1))) : Optional.empty();
        });
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
