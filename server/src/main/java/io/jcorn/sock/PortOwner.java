package io.jcorn.sock;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who listens on a TCP port, as far as {@code /proc} tells this user; for an error message, so any failure is "unknown".
 *
 * <p>The columns of {@code /proc/net/tcp} are described in the kernel's {@code networking/proc_net_tcp.rst}.
 */
final class PortOwner {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** Such as {@code nginx (pid 812)}. */
    static Optional<String> find(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(columns -> {
                    if (columns[STATE].equals(LISTEN) && columns[LOCAL_ADDRESS].endsWith(":%04X".formatted(port))) {
                        sockets.add("socket:[" + columns[INODE] + "]");
                    }
                });
            } catch (IOException | RuntimeException e) {
                // not Linux, or no IPv6
            }
        }
        return sockets.isEmpty() ? Optional.empty() : holder(sockets);
    }

    private static Optional<String> holder(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    String command = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(command + " (pid " + process.getFileName() + ")");
                }
            }
        } catch (IOException e) {
            // it ended just now
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            // another user's
        }
        return false;
    }
}
