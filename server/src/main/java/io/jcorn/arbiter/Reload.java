package io.jcorn.arbiter;

import java.util.Optional;

/**
 * A new generation that boots beside the one that serves. It takes over when all its workers are ready; when one of them
 * fails it is withdrawn, and the first reason is told.
 */
final class Reload {
    private final Generation next;
    private Optional<String> failure = Optional.empty();

    Reload(Generation next) {
        this.next = next;
    }

    Generation next() {
        return next;
    }

    void fail(String reason) {
        if (failure.isEmpty()) {
            failure = Optional.of(reason);
        }
    }

    /** One line. */
    Optional<String> failure() {
        return failure;
    }
}
