package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigSource;
import io.jcorn.posix.Posix;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.BindFailure;
import io.jcorn.sock.Listeners;
import io.jcorn.sock.SocketFileRights;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * The generation that serves, and how another takes its place. The arbiter's thread.
 *
 * <p>The next one boots beside it and takes over when all its workers are ready. When one of them fails, the next one is
 * withdrawn and the first reason told.
 */
final class Generations {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final ConfigSource source;
    private final Posix posix;
    private final Workforce workforce;

    private Generation current;
    private Optional<Generation> next = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean again;
    private int lastNumber;

    /** @param first has no listeners before {@link #open} */
    Generations(ConfigSource source, Config first, Posix posix, Workforce workforce) {
        this.source = source;
        this.posix = posix;
        this.workforce = workforce;
        this.current = new Generation(++lastNumber, first, Listeners.none());
    }

    Generation current() {
        return current;
    }

    /** Opens the first generation's listeners. Blocks for some seconds while an address is in use. */
    void open() throws BindFailure {
        Config config = current.config();
        current = current.with(Listeners.open(posix, addresses(config), config.backlog(), rights(config)));
    }

    private static List<BindAddress> addresses(Config config) {
        return Listeners.addresses(config.bind(), System.getenv());
    }

    private static SocketFileRights rights(Config config) {
        return new SocketFileRights(config.umask(), config.user(), config.group());
    }

    /** One worker more or less from now on, also of the generation that is about to take over. */
    void resize(int change) {
        current = current.resized(change);
        next = next.map(generation -> generation.resized(change));
    }

    boolean isReloading() {
        return next.isPresent();
    }

    /** Reads the configuration and boots a generation of it; once more if one boots already. */
    void reload(long now) {
        if (isReloading()) {
            again = true;
            return;
        }
        try {
            Config config = source.load();
            Listeners listeners =
                    current.listeners().rebind(posix, addresses(config), config.backlog(), rights(config));
            next = Optional.of(new Generation(++lastNumber, config, listeners));
            workforce.spawnWorkers(next.get(), now);
        } catch (ConfigException | BindFailure e) {
            logFailure(e.getMessage());
        } catch (IOException e) {
            failure = Optional.of(e.getMessage());
        }
    }

    /** A worker has ended for {@code reason}. Returns whether it was of the next generation, which fails with it. */
    boolean failed(WorkerHandle worker, String reason) {
        boolean ofNext = next.filter(worker::isOf).isPresent();
        if (ofNext && failure.isEmpty()) {
            failure = Optional.of(reason);
        }
        return ofNext;
    }

    /** Ends a reload that is decided. Returns whether another generation serves by now. */
    boolean manageReload(long now) {
        if (next.isEmpty()) {
            return false;
        }
        boolean ready = failure.isEmpty() && workforce.isReady(next.get());
        if (ready) {
            takeOver(now);
        } else if (failure.isPresent()) {
            logFailure(failure.get());
            withdraw(now);
        } else {
            return false;
        }
        if (again) {
            again = false;
            reload(now);
        }
        return ready;
    }

    private void takeOver(long now) {
        Generation old = current;
        current = next.orElseThrow();
        next = Optional.empty();
        LOG.log(Level.INFO, "Reloaded, listening at: " + current.urls());
        workforce.replace(old, now);
        old.listeners().closeExcept(current.listeners(), posix);
    }

    private void withdraw(long now) {
        workforce.replace(next.orElseThrow(), now);
        closeNext();
    }

    private void closeNext() {
        next.ifPresent(generation -> generation.listeners().closeExcept(current.listeners(), posix));
        next = Optional.empty();
        failure = Optional.empty();
    }

    private static void logFailure(String reason) {
        LOG.log(Level.ERROR, "Reload failed, the running workers stay: " + reason);
    }

    /** Closes all listeners, and ends a reload; what was closed already is left alone. */
    void close() {
        closeNext();
        current.listeners().closeExcept(Listeners.none(), posix);
        // a number that is closed may soon be another descriptor's
        current = current.with(Listeners.none());
    }
}
