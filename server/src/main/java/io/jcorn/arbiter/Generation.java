package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.sock.Listeners;
import java.time.Duration;

/**
 * One configuration with its listeners, and all workers that were spawned for it.
 *
 * @param number 1 for the first; each HUP makes another one
 * @param target how many workers are wanted
 */
record Generation(int number, Config config, Listeners listeners, int target) {
    Generation(int number, Config config, Listeners listeners) {
        this(number, config, listeners, config.workers());
    }

    /** Where it listens, for the log. */
    String urls() {
        return listeners.urls(config.isTls() ? "https" : "http");
    }

    Generation with(Listeners others) {
        return new Generation(number, config, others, target);
    }

    /** With more workers, or fewer, but never none. */
    Generation resized(int change) {
        return new Generation(number, config, listeners, Math.max(1, target + change));
    }

    /** Nanoseconds; 0 = never. */
    long timeoutNanos() {
        return config.timeout().toNanos();
    }

    /** Nanoseconds; 0 = as long as it takes. */
    long bootTimeoutNanos() {
        return config.bootTimeout().toNanos();
    }

    Duration gracefulTimeout() {
        return config.gracefulTimeout();
    }
}
