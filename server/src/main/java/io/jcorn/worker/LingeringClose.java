package io.jcorn.worker;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose client may still be sending (RFC 9112 §9.6): our direction ends, and what comes is read
 * for a while and thrown away. Closing with unread input would reset the connection, and the client might never see the
 * answer. The loop leader's.
 */
final class LingeringClose {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_BYTES = 64 * 1024;

    private final Transport transport;
    private final Inbox inbox;
    private final long begun = System.nanoTime();
    private boolean outputEnded;
    private int discarded;

    LingeringClose(Transport transport, Inbox inbox) {
        this.transport = transport;
        this.inbox = inbox;
    }

    /** Goes on, all output having been sent, as far as it can without blocking; true when the connection can be closed. */
    boolean proceed() throws IOException {
        if (!outputEnded) {
            outputEnded = true;
            transport.shutdownOutput();
            inbox.release();
        }
        do {
            discarded += inbox.available();
            inbox.consume(inbox.available());
            if (discarded > MAX_BYTES || inbox.isEof()) {
                return true;
            }
        } while (inbox.fill() != 0);
        return false;
    }

    /** Whether the client has had its time. */
    boolean isOver(long now) {
        return now - begun > LONGEST_NANOS;
    }
}
