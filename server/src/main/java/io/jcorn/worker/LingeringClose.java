package io.jcorn.worker;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose client may still be sending (RFC 9112 §9.6): our direction ends, and what comes is read
 * for a while and thrown away. Closing with unread input would reset the connection, and the client might never see the
 * answer.
 *
 * <p>A client has two seconds. One that sends a large body in earnest, such as an upload that was refused by its head,
 * gets two more with each part of it, since many clients read the answer only when they have sent all; one that trickles
 * gains nothing. The loop leader's.
 */
final class LingeringClose {
    private static final long TIME_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** What earns more time; and what is read in one go, then other connections have their turn. */
    private static final int PART_BYTES = 64 * 1024;

    private final Transport transport;
    private final Inbox inbox;
    private final long begun;
    private boolean outputEnded;
    /** Of the part that comes now. */
    private int discarded;
    /** When the last whole part had come. */
    private long earned;

    /** @param now by {@link System#nanoTime}, as all times here */
    LingeringClose(Transport transport, Inbox inbox, long now) {
        this.transport = transport;
        this.inbox = inbox;
        this.begun = now;
        this.earned = now;
    }

    /** Goes on, all output having been sent, as far as it should without blocking; true when the connection can be closed. */
    boolean proceed(long now) throws IOException {
        if (!outputEnded) {
            outputEnded = true;
            transport.shutdownOutput();
            inbox.release();
            inbox.consume(inbox.available());
        }
        if (inbox.isEof()) {
            return true;
        }
        int n = inbox.fill();
        while (n > 0) {
            inbox.consume(n);
            discarded += n;
            if (discarded >= PART_BYTES) {
                discarded = 0;
                earned = now;
                break;
            }
            n = inbox.fill();
        }
        inbox.shrink(); // it may take a while: without a buffer
        return n < 0;
    }

    /**
     * Whether the client has had its time; that of one who delays a drain is the shortest.
     *
     * @param awake see {@link Sweep}
     */
    boolean isOver(long now, long awake, boolean draining) {
        long age = now - begun;
        return age > LONGEST_NANOS || Math.min(draining ? age : now - earned, now - awake) > TIME_NANOS;
    }
}
