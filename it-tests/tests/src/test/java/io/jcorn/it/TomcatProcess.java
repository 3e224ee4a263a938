package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running Tomcat: what an application does there, it should do here as well. Used by one test's thread. */
final class TomcatProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(TomcatMain.LISTENING + "(\\d+)");
    private static final Pattern NEEDED =
            Pattern.compile("test-classes|(tomcat-embed-|ecj-|jakarta\\.annotation-api-).*");

    private final Process process;
    private final Path log;

    private TomcatProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
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
            Path log = Files.createDirectories(Built.TARGET.resolve("logs")).resolve("tomcat.log");
            return new TomcatProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new AssertionError(command + " could not be started", e);
        }
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
            assertThat(process.isAlive()).as(() -> "Tomcat lives\n" + log()).isTrue();
            Matcher told = PORT.matcher(log());
            return told.find() ? Optional.of(Integer.parseInt(told.group(1))) : Optional.empty();
        });
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nobody asks how it ends. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
