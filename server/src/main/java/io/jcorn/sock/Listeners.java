package io.jcorn.sock;

import io.jcorn.posix.Posix;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The arbiter's listening sockets, in the order of the setting {@code bind}. Immutable: a reload makes another one that
 * shares the sockets of unchanged addresses. The arbiter's thread.
 *
 * @param all at least one
 */
public record Listeners(List<Listener> all) {
    /** How often an address in use is tried, and how long to wait in between: as gunicorn does. */
    private static final int ATTEMPTS = 5;

    private static final long ATTEMPT_INTERVAL_MILLIS = 1000;

    private static final int FIRST_SYSTEMD_FD = 3;
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    public Listeners {
        all = List.copyOf(all);
    }

    /** No socket at all; what a first {@link #rebind} starts from. */
    public static Listeners none() {
        return new Listeners(List.of());
    }

    /**
     * Where to listen: {@code bind}, or the sockets that systemd opened for this process.
     *
     * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">sd_listen_fds(3)</a>
     */
    public static List<BindAddress> addresses(List<BindAddress> bind, Map<String, String> environment) {
        String pid = Long.toString(ProcessHandle.current().pid());
        if (!pid.equals(environment.get("LISTEN_PID"))) {
            return bind;
        }
        int count = Integer.parseInt(environment.getOrDefault("LISTEN_FDS", "0"));
        var inherited = new ArrayList<BindAddress>();
        for (int fd = FIRST_SYSTEMD_FD; fd < FIRST_SYSTEMD_FD + count; fd++) {
            inherited.add(new BindAddress.Fd(fd));
        }
        return inherited.isEmpty() ? bind : inherited;
    }

    /** Opens all of {@code addresses}. Blocks for some seconds while one of them is in use; then nothing stays open. */
    public static Listeners open(Posix posix, List<BindAddress> addresses, int backlog, SocketFileRights rights)
            throws BindFailure {
        return none().rebind(posix, addresses, backlog, rights, ATTEMPTS);
    }

    /**
     * Listeners for {@code addresses}: the sockets of this one where the address is the same, new ones for the others.
     * Does not wait. After a failure what was open before is open, and nothing else.
     */
    public Listeners rebind(Posix posix, List<BindAddress> addresses, int backlog, SocketFileRights rights)
            throws BindFailure {
        return rebind(posix, addresses, backlog, rights, 1);
    }

    private Listeners rebind(
            Posix posix, List<BindAddress> addresses, int backlog, SocketFileRights rights, int attempts)
            throws BindFailure {
        var binder = new ListenerBinder(posix, backlog, rights);
        var result = new ArrayList<Listener>();
        try {
            for (BindAddress address : new LinkedHashSet<>(addresses)) {
                var open = all.stream()
                        .filter(listener -> listener.requested().equals(address))
                        .findFirst();
                result.add(open.isPresent() ? open.get() : bind(binder, address, attempts));
            }
            return new Listeners(result);
        } catch (BindFailure e) {
            new Listeners(result).closeExcept(this, posix);
            throw e;
        }
    }

    private static Listener bind(ListenerBinder binder, BindAddress address, int attempts) throws BindFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                return binder.bind(address);
            } catch (BindFailure e) {
                if (!e.isInUse() || attempt >= attempts) {
                    throw e;
                }
                LOG.log(Level.ERROR, "Connection in use: " + address);
                LOG.log(Level.ERROR, "Retrying in 1 second.");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ATTEMPT_INTERVAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Such as {@code http://127.0.0.1:8000,unix:/run/app.sock}. */
    public String urls(String scheme) {
        return String.join(
                ",", all.stream().map(listener -> listener.url(scheme)).toList());
    }

    /** Closes those sockets that {@code kept} does not share, and removes the files of UNIX ones. */
    public void closeExcept(Listeners kept, Posix posix) {
        Stream<Listener> closing = all.stream().filter(listener -> !kept.all.contains(listener));
        closing.forEach(listener -> {
            try {
                listener.close(posix);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "Closing " + listener.bound() + ": " + e.getMessage());
            }
        });
    }
}
