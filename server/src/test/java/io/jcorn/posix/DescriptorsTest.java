package io.jcorn.posix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorsTest {
    private static final int ROUNDS = 5_000;

    private final Posix posix;

    DescriptorsTest() throws IOException {
        posix = Posix.load();
    }

    /** What was listed may be closed, and its number be given out again, between any two system calls. */
    @Test
    void areSetWhileOtherThreadsOpenAndClose() throws IOException {
        var done = new AtomicBoolean();
        var churn = CompletableFuture.runAsync(() -> openAndCloseUntil(done));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Descriptors.setAllCloseOnExec(posix);
            }
        } finally {
            done.set(true);
            churn.join();
        }
    }

    private static void openAndCloseUntil(AtomicBoolean done) {
        while (!done.get()) {
            try {
                new FileInputStream("/dev/null").close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void thatAreNotOpenAreTold() {
        assertThatThrownBy(() -> posix.setCloseOnExec(999_999))
                .hasMessage("fcntl(999999, F_SETFD): Bad file descriptor (EBADF)");
    }
}
