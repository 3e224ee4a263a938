package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.posix.Posix;
import io.jcorn.posix.UnixSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@link ArbiterMain}: its settings, its log, its workers and what they answer. */
final class ArbiterProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path file;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final Posix posix;
    private final Process process;
    private final Thread reader;

    private ArbiterProcess(Path folder, Map<String, String> settings, List<String> prefix) throws IOException {
        this.file = folder.resolve("settings.properties");
        this.posix = Posix.load();
        this.settings.put("bind", "127.0.0.1:0");
        configure(settings);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ArbiterMain.class.getName(),
                file.toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new Thread(this::readLog, "log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; {@code settings} are added to those of the tests. */
    static ArbiterProcess start(Path folder, Map<String, String> settings) throws IOException {
        return new ArbiterProcess(folder, settings, List.of());
    }

    /** The same by a shell that has every signal ignored which it may. */
    static ArbiterProcess startIgnoringSignals(Path folder, Map<String, String> settings) throws IOException {
        return new ArbiterProcess(
                folder, settings, List.of("sh", "-c", "trap '' HUP INT TERM TTIN TTOU USR1 USR2; exec \"$@\"", "sh"));
    }

    /** Starts it and waits until {@code count} workers are ready. */
    static ArbiterProcess startReady(Path folder, int count, Map<String, String> settings) throws IOException {
        var started = start(folder, settings);
        started.configure(Map.of("workers", Integer.toString(count)));
        started.awaitReady(count);
        return started;
    }

    /** Changes the file; a HUP makes it known. */
    void configure(Map<String, String> changes) throws IOException {
        settings.putAll(changes);
        var properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line);
            }
        } catch (IOException e) {
            append(e.toString());
        }
    }

    private synchronized void append(String line) {
        log.add(line);
        notifyAll();
    }

    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** Waits for a log that satisfies {@code condition}. */
    synchronized void awaitLog(String what, Predicate<List<String>> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!condition.test(log)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(millis)
                        .as("%s within the log:%n%s", what, String.join("\n", log))
                        .isPositive();
                wait(millis);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitLine(String part) {
        awaitLog(part, lines -> lines.stream().anyMatch(line -> line.contains(part)));
    }

    void awaitReady(int count) {
        awaitLog(count + " ready", lines -> count(lines, "is ready") >= count);
    }

    static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    /** Where it listens on 127.0.0.1, by its last word of that. */
    InetSocketAddress address() throws IOException {
        return address("127\\.0\\.0\\.1");
    }

    /** The address that the log has as {@code http://HOST:PORT}; {@code host} is a pattern. */
    InetSocketAddress address(String host) throws IOException {
        awaitLine("istening at:");
        Pattern url = Pattern.compile("istening at: .*http://\\[?(" + host + ")\\]?:(\\d+)");
        Matcher last = log().stream()
                .map(url::matcher)
                .filter(Matcher::find)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return new InetSocketAddress(last.group(1), Integer.parseInt(last.group(2)));
    }

    /** What some worker answers to {@code word}. */
    String ask(String word) throws IOException {
        return ask(address(), word);
    }

    static String ask(SocketAddress address, String word) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap((word + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void signal(UnixSignal signal) throws IOException {
        posix.kill(process.pid(), signal);
    }

    void kill(long pid, UnixSignal signal) throws IOException {
        posix.kill(pid, signal);
    }

    long pid() {
        return process.pid();
    }

    List<ProcessHandle> workers() {
        return process.toHandle().children().toList();
    }

    /** Waits until there are {@code count} of them, and each is ready. */
    void awaitWorkers(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!areReady(workers(), count)) {
            assertThat(deadline - System.nanoTime())
                    .as("%d workers; log:%n%s", count, String.join("\n", log()))
                    .isPositive();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean areReady(List<ProcessHandle> workers, int count) {
        List<String> lines = log();
        return workers.size() == count
                && workers.stream().allMatch(worker -> count(lines, "Worker (pid:" + worker.pid() + ") is ready") > 0);
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("exits; log:%n%s", String.join("\n", log()))
                .isTrue();
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)); // what it said last is in the pipe still
        return process.exitValue();
    }

    static void awaitEnd(List<ProcessHandle> processes) {
        processes.forEach(handle ->
                handle.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() {
        List<ProcessHandle> left = workers();
        process.destroyForcibly();
        left.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(left);
    }
}
