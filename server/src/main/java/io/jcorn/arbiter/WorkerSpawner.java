package io.jcorn.arbiter;

import io.jcorn.boot.InheritedListener;
import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.WorkerBoot;
import io.jcorn.config.Config;
import io.jcorn.posix.Posix;
import io.jcorn.posix.Posix.PipeEnds;
import io.jcorn.posix.Spawn;
import io.jcorn.sock.Listener;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts worker processes. A worker gets the arbiter's output and error, and these descriptors:
 *
 * <pre>
 *  0 /dev/null   3 boot pipe (reads)   4 status pipe (writes)   5… listeners   last: scoreboard
 * </pre>
 */
final class WorkerSpawner {
    private static final int FIRST_LISTENER_FD = WorkerBoot.STATUS_FD + 1;

    /** What a pipe holds on Linux; the record waits in it until the worker reads, so that the arbiter never does. */
    private static final int MAX_BOOT_BYTES = 60 * 1024;

    /** SIGUSR2 unless told: HotSpot suspends its threads by this signal, and workers shall ignore a stray USR2. */
    private static final Map<String, String> SUSPEND_SIGNAL = Map.of("_JAVA_SR_SIGNUM", "50");

    private static final List<String> SYSTEMD_VARIABLES = List.of("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES");

    private final Posix posix;
    private final WorkerCommand command;
    private final SharedScoreboard scoreboard;
    private final TempFolders tempFolders;
    private final SignalQueue queue;
    private Optional<SessionFolder> sessionFolder = Optional.empty();
    private int lastAge;

    WorkerSpawner(
            Posix posix,
            WorkerCommand command,
            SharedScoreboard scoreboard,
            TempFolders tempFolders,
            SignalQueue queue) {
        this.posix = posix;
        this.command = command;
        this.scoreboard = scoreboard;
        this.tempFolders = tempFolders;
        this.queue = queue;
    }

    /** Spawns a worker of {@code generation} that owns slot {@code slotIndex}, and begins to listen to it. */
    WorkerHandle spawn(Generation generation, int slotIndex, long now) throws IOException {
        if (slotIndex < 0) {
            throw new IOException("there are " + Scoreboard.SLOTS + " workers already");
        }
        int age = ++lastAge;
        ScoreboardSlot slot = scoreboard.clearedSlot(slotIndex);
        PipeEnds boot = posix.pipe();
        try {
            posix.write(boot.writeFd(), record(generation, age, slotIndex));
            long pid = start(generation, age, boot.readFd());
            return new WorkerHandle(age, pid, generation, slotIndex, slot, boot.writeFd(), now);
        } catch (IOException e) {
            posix.close(boot.writeFd());
            throw e;
        } finally {
            posix.close(boot.readFd());
        }
    }

    private long start(Generation generation, int age, int bootFd) throws IOException {
        PipeEnds status = posix.pipe();
        try {
            // first the listening, which may fail, then the process: so there is none that nobody knows of
            var watch = WorkerWatch.start(age, new FileInputStream("/dev/fd/" + status.readFd()), queue);
            long pid = process(generation, age, bootFd, status.writeFd()).start(posix);
            watch.awaitEnd(pid);
            return pid;
        } finally {
            posix.close(status.writeFd());
            posix.close(status.readFd());
        }
    }

    /** Where the workers of this arbiter keep sessions; before the first is spawned. */
    void keepSessionsIn(SessionFolder folder) {
        sessionFolder = Optional.of(folder);
    }

    private byte[] record(Generation generation, int age, int slotIndex) throws IOException {
        List<Listener> listeners = generation.listeners().all();
        var inherited = new ArrayList<InheritedListener>();
        for (int i = 0; i < listeners.size(); i++) {
            inherited.add(new InheritedListener(
                    FIRST_LISTENER_FD + i, listeners.get(i).bound().toString()));
        }
        byte[] record = new WorkerBoot(
                        age,
                        "/dev/fd/" + (FIRST_LISTENER_FD + listeners.size()),
                        slotIndex,
                        tempFolders.of(age),
                        inherited,
                        settings(generation.config()))
                .toBytes();
        if (record.length > MAX_BOOT_BYTES) {
            throw new IOException("the settings take " + record.length + " bytes, a worker can be told "
                    + MAX_BOOT_BYTES + " at most");
        }
        return record;
    }

    private Map<String, String> settings(Config config) {
        return sessionFolder.map(folder -> folder.tell(config)).orElseGet(config::toMap);
    }

    private Spawn process(Generation generation, int age, int bootFd, int statusFd) {
        var descriptors = new HashMap<Integer, Integer>();
        descriptors.put(WorkerBoot.BOOT_FD, bootFd);
        descriptors.put(WorkerBoot.STATUS_FD, statusFd);
        int next = FIRST_LISTENER_FD;
        for (Listener listener : generation.listeners().all()) {
            descriptors.put(next++, listener.fd());
        }
        descriptors.put(next, scoreboard.fd());
        Map<String, String> environment = environment(generation);
        return new Spawn(
                WorkerCommand.executable(),
                command.arguments(generation.config(), age, environment),
                environment,
                descriptors);
    }

    private static Map<String, String> environment(Generation generation) {
        var environment = new HashMap<>(System.getenv());
        SYSTEMD_VARIABLES.forEach(environment::remove);
        if (System.getProperty("os.name").equals("Linux")) {
            SUSPEND_SIGNAL.forEach(environment::putIfAbsent);
        }
        environment.putAll(generation.config().env());
        return environment;
    }
}
