package io.jcorn.worker;

/**
 * What a look at a connection's clock finds, about four times a second: how long a client may keep us waiting.
 *
 * @param now by {@link System#nanoTime}, as all times here
 * @param awake when the loop had last been kept from running: what clients sent meanwhile may be on its way still
 * @param since when the phase began, or the last byte of a body came
 */
record Sweep(Limits limits, long now, long awake, long since) {
    /** A connection that has been idle for so long has no request on its way: a drain may close it. */
    private static final long DRAIN_IDLE_NANOS = 1_000_000_000;
    /** A chunked body that pauses for so long is given to the application as far as it came. */
    private static final long BODY_PAUSE_NANOS = 1_000_000_000;

    /** The client takes nothing of what waits for it since {@code progress}. */
    boolean isWriteOverdue(long progress) {
        return over(now - progress, limits.writeNanos());
    }

    /** No request has come: the first within the time for a head, others within that of an idle connection. */
    boolean isIdleOverdue(boolean first, boolean draining) {
        long idle = Math.min(now - since, now - awake);
        return over(idle, first ? limits.headNanos() : limits.keepAliveNanos())
                || (draining && idle > DRAIN_IDLE_NANOS);
    }

    /** The handshake of a connection that began at {@code opened} is not over. */
    boolean isHandshakeOverdue(long opened) {
        return over(now - opened, limits.handshakeNanos());
    }

    boolean isHeadOverdue() {
        return over(now - since, limits.headNanos());
    }

    boolean isBodyOverdue() {
        return over(now - since, limits.bodyNanos());
    }

    boolean isBodyPaused() {
        return now - since > BODY_PAUSE_NANOS;
    }

    private static boolean over(long age, long limit) {
        return limit > 0 && age > limit;
    }
}
