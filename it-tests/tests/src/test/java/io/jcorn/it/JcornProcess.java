package io.jcorn.it;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A running {@code bin/jcorn} with its log in a file. Closing it kills whatever is left of it and of its workers. Used
 * by one test's thread.
 */
final class JcornProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening at: .*?https?://127\\.0\\.0\\.1:(\\d+)");
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Those that were started and not closed. */
    private static final Set<JcornProcess> RUNNING = ConcurrentHashMap.newKeySet();

    private static final int LAST_LINES = 400;

    private final LoggedProcess process;
    private final Set<ProcessHandle> everSeen = ConcurrentHashMap.newKeySet();

    private JcornProcess(LoggedProcess process) {
        this.process = process;
        RUNNING.add(this);
    }

    /**
     * What those that run have logged lately, and what all their threads do: for whoever has waited in vain, perhaps on
     * a machine that is gone when somebody reads it.
     */
    static String evidence() {
        return RUNNING.stream().map(JcornProcess::testimony).collect(Collectors.joining());
    }

    private String testimony() {
        look();
        everSeen.forEach(one -> Processes.signal("QUIT", one.pid()));
        try {
            TimeUnit.SECONDS.sleep(2); // nothing tells when a thread dump is complete
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> lines = log().lines().toList();
        return "\n---- the end of " + process.logFile() + "\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Starts {@code bin/jcorn} on a free port of 127.0.0.1 and waits until it serves. */
    static JcornProcess serving(Path war, String... options) {
        return serving(Map.of(), war, options);
    }

    static JcornProcess serving(Map<String, String> environment, Path war, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--bind", "127.0.0.1:0", "--log-level", "debug"));
        arguments.addAll(List.of(options));
        arguments.add(war.toString());
        JcornProcess jcorn = launch(environment, arguments);
        try {
            jcorn.awaitReady();
        } catch (AssertionError e) {
            jcorn.close();
            throw e;
        }
        return jcorn;
    }

    /**
     * Serves each of {@code wars} below its name, by so many workers.
     *
     * @param folder where they are copied to; empty or new
     */
    static JcornProcess servingAll(Path folder, int workers, Path... wars) {
        JcornProcess jcorn = servingAll(folder, List.of("--workers", Integer.toString(workers)), wars);
        jcorn.awaitWorkers(workers);
        return jcorn;
    }

    static JcornProcess servingAll(Path folder, List<String> options, Path... wars) {
        for (Path war : wars) {
            try {
                Files.copy(war, Files.createDirectories(folder).resolve(war.getFileName()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return serving(folder, options.toArray(String[]::new));
    }

    /** Starts {@code bin/jcorn} with just these arguments and doesn't wait. */
    static JcornProcess launch(Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Built.JCORN.toString()));
        command.addAll(arguments);
        return launchCommand(environment, command, Built.TARGET.toFile());
    }

    static JcornProcess launchCommand(Map<String, String> environment, List<String> command, File folder) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder);
        builder.environment().putAll(environment);
        String name = "%s-%d".formatted(callingTest(), COUNT.incrementAndGet());
        return new JcornProcess(LoggedProcess.start(name, builder));
    }

    private void awaitReady() {
        Await.until("the first worker is ready", () -> {
            process.assertAlive();
            return hasLogged("Listening at: ") && hasLogged("is ready");
        });
    }

    long pid() {
        return process.handle().pid();
    }

    /** The address that the log tells; its port was chosen by the system. */
    InetSocketAddress address() {
        int port = Integer.parseInt(awaitLog(LISTENING.pattern()).group(1));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    RawClient connect() {
        return RawClient.connect(address());
    }

    /** A GET on a connection of its own. */
    HttpAnswer get(String target) {
        try (RawClient client = connect()) {
            return client.get(target);
        }
    }

    /** The JVMs below the arbiter. */
    Set<Long> workers() {
        look();
        return process.handle()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** Waits for {@code count} workers, each of which has said that it is ready. */
    Set<Long> awaitWorkers(int count) {
        return Await.value(count + " workers are ready", () -> {
            Set<Long> workers = workers();
            boolean ready = workers.size() == count
                    && workers.stream().allMatch(pid -> hasLogged("Worker \\(pid:" + pid + "\\) is ready"));
            return ready ? Optional.of(workers) : Optional.empty();
        });
    }

    /** Waits until none of {@code before} is left. */
    void awaitOthersThan(Set<Long> before) {
        Await.until("all workers are new", () -> workers().stream().noneMatch(before::contains));
    }

    /** {@code kill -9} for one of the workers; waits until another is ready in its place. */
    void killOne() {
        Set<Long> before = workers();
        long victim = before.iterator().next();
        Processes.signal("KILL", victim);
        Await.until("it is gone", () -> !workers().contains(victim));
        awaitWorkers(before.size());
    }

    void signal(String signal) {
        look();
        Processes.signal(signal, pid());
    }

    String log() {
        return process.log();
    }

    /** Whether a line of the log holds {@code regex}. */
    boolean hasLogged(String regex) {
        return Pattern.compile(regex).matcher(log()).find();
    }

    /** How many times the log holds {@code regex}. */
    long timesLogged(String regex) {
        return Pattern.compile(regex).matcher(log()).results().count();
    }

    MatchResult awaitLog(String regex) {
        return Await.value("the log holds " + regex + " in " + process.logFile(), () -> {
            Matcher matcher = Pattern.compile(regex).matcher(log());
            return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        });
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() {
        return process.awaitExit();
    }

    /** Waits until neither the process nor one that it ever started is alive. */
    void awaitNothingLeft() {
        Await.until("no process is left", () -> everSeen.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Closes standard input, which a terminal's Ctrl-D or a parent's end does. */
    void closeInput() {
        process.closeInput();
    }

    private void look() {
        Processes.family(process.handle()).forEach(everSeen::add);
    }

    @Override
    public void close() {
        look();
        everSeen.forEach(ProcessHandle::destroyForcibly);
        RUNNING.remove(this);
        awaitNothingLeft();
    }

    private static String callingTest() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.endsWith("IT"))
                        .findFirst())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .orElse("jcorn");
    }
}
