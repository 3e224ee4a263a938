package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a client that is still sending is listened to; that it gets its answer is ConnectionTest's and TlsTest's. */
@Timeout(60)
class LingeringCloseTest {
    private static final int PART_BYTES = 64 * 1024;
    private static final long BEGUN = Long.MAX_VALUE - 5; // times are compared by their difference

    private SocketPair sockets;
    private Inbox inbox;
    private LingeringClose closing;

    @BeforeEach
    void connect() throws IOException {
        sockets = SocketPair.open();
        sockets.server().configureBlocking(false);
        PlainTransport transport = new PlainTransport(sockets.server());
        inbox = new Inbox(transport);
        closing = new LingeringClose(transport, inbox, BEGUN);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
    }

    private static long at(double seconds) {
        return BEGUN + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private boolean isOver(double seconds) {
        return closing.isOver(at(seconds), BEGUN, false);
    }

    /** The client sends a whole part, and at that time it has been read. */
    private void sendPart(int seconds) throws IOException {
        sockets.client().write(ByteBuffer.allocate(PART_BYTES));
        while (isOver(Math.min(seconds + 2, 30))) {
            assertThat(closing.proceed(at(seconds))).isFalse();
        }
    }

    @Test
    void whoSendsNothingHasTwoSeconds() throws IOException {
        assertThat(closing.proceed(at(0))).isFalse();
        assertThat(isOver(2)).isFalse();
        assertThat(isOver(2.1)).isTrue();
    }

    @Test
    void whoSendsLittleGainsNothing() throws IOException {
        sockets.client().write(ByteBuffer.allocate(PART_BYTES - 1));
        sockets.client().shutdownOutput();
        while (!closing.proceed(at(1))) {
            Thread.onSpinWait();
        }
        assertThat(isOver(2.1)).isTrue();
    }

    @Test
    void eachPartOfALargeBodyGainsTwoSecondsMoreButNotForEver() throws IOException {
        for (int seconds = 1; seconds < 30; seconds += 2) {
            assertThat(isOver(seconds + 1.1)).isTrue();
            sendPart(seconds);
        }
        assertThat(isOver(30)).isFalse();
        assertThat(isOver(30.1)).isTrue();
    }

    @Test
    void aDrainWaitsNoLonger() throws IOException {
        sendPart(1);
        assertThat(closing.isOver(at(2), BEGUN, true)).isFalse();
        assertThat(closing.isOver(at(2.1), BEGUN, true)).isTrue();
    }

    @Test
    void aWorkerThatStoodStillReadsFirst() {
        assertThat(closing.isOver(at(9), at(8), false)).isFalse();
        assertThat(closing.isOver(at(9), at(6.9), false)).isTrue();
    }

    @Test
    void holdsNoBufferWhileItWaits() throws IOException {
        sendPart(1);
        assertThat(inbox.hasBuffer()).isFalse();
    }
}
