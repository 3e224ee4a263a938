package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchedBytesTest {
    private static final int LENGTH = 8192;
    private static final int ROUNDS = 20_000;

    private final SpareArrays spare = new SpareArrays(LENGTH, 2);

    private PrefetchedBytes filled(int with) {
        var bytes = new PrefetchedBytes(spare);
        bytes.allocate(LENGTH);
        byte[] content = new byte[LENGTH];
        Arrays.fill(content, (byte) with);
        bytes.append(content, 0, LENGTH);
        return bytes;
    }

    @Test
    void givesItsArrayToTheNext() {
        byte[] array = spare.take();
        spare.release(array);
        PrefetchedBytes bytes = filled(1);
        assertThat(spare.take()).isNotSameAs(array);
        bytes.release();
        assertThat(spare.take()).isSameAs(array);
    }

    @Test
    void givesItsArrayBackOnce() {
        PrefetchedBytes bytes = filled(1);
        bytes.release();
        bytes.release();
        assertThat(spare.take()).isNotSameAs(spare.take());
    }

    @Test
    void isEmptyOnceReleased() {
        PrefetchedBytes bytes = filled(1);
        bytes.release();
        assertThat(bytes.isEmpty()).isTrue();
    }

    @Test
    void keepsFewBytesInAnArrayOfTheirOwn() {
        var bytes = new PrefetchedBytes(spare);
        bytes.allocate(3);
        bytes.append(new byte[] {1, 2, 3}, 0, 3);
        byte[] into = new byte[5];
        assertThat(bytes.read(into, 1, 4)).isEqualTo(3);
        assertThat(into).containsExactly(0, 1, 2, 3, 0);
        bytes.release();
    }

    /** An application's thread may go on reading when its request is over. */
    @Test
    void showsNobodyTheBytesOfTheNext() {
        var current = new AtomicReference<>(filled(0));
        var reader = CompletableFuture.supplyAsync(() -> strangeBytes(current));
        for (int round = 1; round <= ROUNDS; round++) {
            PrefetchedBytes old = current.get();
            old.release();
            current.set(filled(round % 100));
        }
        current.set(null);
        assertThat(reader.join()).isZero();
    }

    /** Reads whatever is current; counts reads that found different bytes. */
    private static int strangeBytes(AtomicReference<PrefetchedBytes> current) {
        int strange = 0;
        byte[] into = new byte[LENGTH];
        for (PrefetchedBytes bytes = current.get(); bytes != null; bytes = current.get()) {
            try {
                int n = bytes.isEmpty() ? 0 : bytes.read(into, 0, LENGTH);
                for (int i = 1; i < n; i++) {
                    strange += into[i] == into[0] ? 0 : 1;
                }
            } catch (IllegalStateException | IndexOutOfBoundsException e) {
                // it is over
            }
        }
        return strange;
    }
}
