package io.jcorn.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jnr.constants.platform.OpenFlags;
import jnr.posix.SpawnFileAction;

/**
 * A process to start: the whole of what it gets.
 *
 * <p>It inherits standard output and standard error, reads {@code /dev/null}, and has the descriptors listed; nothing
 * else that this process has open.
 *
 * @param executable an absolute path
 * @param arguments without the name of the program
 * @param environment all of it
 * @param descriptors for each number in the new process the descriptor here; these are {@link Descriptors#HIGH} or more
 */
public record Spawn(
        Path executable, List<String> arguments, Map<String, String> environment, Map<Integer, Integer> descriptors) {
    public Spawn {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        descriptors = Map.copyOf(descriptors);
        descriptors.forEach((target, source) -> {
            if (target >= Descriptors.HIGH || source < Descriptors.HIGH) {
                throw new IllegalArgumentException("descriptor " + source + " as " + target + " could be overwritten");
            }
        });
    }

    /** Starts it and returns its pid. */
    public long start(Posix posix) throws IOException {
        if (!Files.isExecutable(executable)) {
            // jnr-posix loses the errno of posix_spawnp, so the usual cause is looked for beforehand
            throw new IOException(executable + " is not an executable file");
        }
        Descriptors.setAllCloseOnExec(posix);
        var actions = new ArrayList<SpawnFileAction>();
        actions.add(SpawnFileAction.open("/dev/null", 0, OpenFlags.O_RDONLY.intValue(), 0));
        descriptors.forEach((target, source) -> actions.add(SpawnFileAction.dup(source, target)));
        var argv = new ArrayList<String>();
        argv.add(executable.toString());
        argv.addAll(arguments);
        List<String> envp = environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        long pid = posix.natives().posix_spawnp(executable.toString(), actions, argv, envp);
        if (pid <= 0) {
            throw new IOException("posix_spawnp of " + executable
                    + " failed: is there memory left, and room for a process (ulimit -u)?");
        }
        return pid;
    }
}
