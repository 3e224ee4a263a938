package io.jcorn.servlet.session.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets the last pages of a store: the sweep first, then sessions that are there, and new ones last. */
@Timeout(120)
class FullStoreTest {
    private static final long SPACE = 4L << 20;
    private static final int APPLICATION = 1;
    private static final int SECONDS = 60;
    /** Longer than a session lives, so that all of one are expired when the next begins. */
    private static final long GENERATION_MILLIS = 1_000_000;

    @TempDir
    Path folder;

    private static SessionTimes times(long at) {
        return new SessionTimes(at, at, at, at, SECONDS);
    }

    private static SessionDelta delta(boolean created, long at, int bytes) {
        return new SessionDelta(created, false, times(at), Map.of("a", new byte[bytes]), Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 3000, 20_000})
    void sessionsExpireWhileNewOnesKeepComing(int bytes) {
        try (LmdbStore store = LmdbStore.open(folder, SPACE)) {
            assertThatGenerationsFollow(store, bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 3000, 20_000})
    void soTheyDoWhereTheFileSystemIsSmaller(int bytes) throws Exception {
        try (Tmpfs small = Tmpfs.mount(folder.resolve("small"), "4m");
                LmdbStore store = LmdbStore.open(small.root(), 10 * SPACE)) {
            assertThatGenerationsFollow(store, bytes);
        }
    }

    private static void assertThatGenerationsFollow(LmdbStore store, int bytes) {
        try (Arrivals arrivals = new Arrivals(store, bytes)) {
            for (long now = GENERATION_MILLIS; now < 6 * GENERATION_MILLIS; now += GENERATION_MILLIS) {
                arrivals.awaitFull();
                arrivals.now = now;
                int stored = arrivals.stored.get();
                int expired = sweep(store, now);
                assertThat(expired).as("expired").isGreaterThan(50);
                arrivals.awaitFull();
                assertThat(arrivals.stored.get() - stored).as("new ones").isGreaterThan(expired / 2);
            }
        }
    }

    private static int sweep(SessionStore store, long now) {
        assertThat(store.claimSweep(APPLICATION, now, 1)).isTrue();
        List<StoredSession> expired = new ArrayList<>();
        store.expire(APPLICATION, now, expired::add);
        return expired.size();
    }

    @Test
    void sessionsThatAreThereGoOnWhileNewOnesAreRefused() {
        try (LmdbStore store = LmdbStore.open(folder, SPACE)) {
            List<SessionKey> there = IntStream.range(0, 10)
                    .mapToObj(i -> new SessionKey(APPLICATION, "%08d-there".formatted(i)))
                    .toList();
            there.forEach(key -> store.save(key, delta(true, 0, 10)).join());
            try (Arrivals arrivals = new Arrivals(store, 1000)) {
                for (int bytes = 10; bytes < 3000; bytes += 100) {
                    arrivals.awaitFull();
                    SessionDelta larger = delta(false, 0, bytes);
                    there.forEach(key -> store.save(key, larger).join());
                }
                store.touch(there.stream().map(key -> new Touch(key, times(1))).toList())
                        .join();
                there.forEach(key -> assertThat(store.remove(key).join()).isTrue());
            }
        }
    }

    @Test
    void sessionsThatGrowWithoutEndLeaveRoomForTheSweep() {
        try (LmdbStore store = LmdbStore.open(folder, SPACE)) {
            SessionKey growing = new SessionKey(APPLICATION, "growing");
            store.save(growing, delta(true, GENERATION_MILLIS, 1)).join();
            try (Arrivals arrivals = new Arrivals(store, 1000)) {
                arrivals.awaitFull();
                int bytes = 1000;
                while (isStored(store.save(growing, delta(false, GENERATION_MILLIS, bytes)))) {
                    bytes += 1000;
                }
                assertThat(sweep(store, GENERATION_MILLIS)).isGreaterThan(50);
            }
        }
    }

    @Test
    void theSweepOfAFullStoreClearsAReaderThatDied() throws Exception {
        try (LmdbStore store = LmdbStore.open(folder, SPACE)) {
            KilledReader.in(folder);
            SessionKey there = new SessionKey(APPLICATION, "there");
            store.save(there, delta(true, GENERATION_MILLIS, 10)).join();
            while (isStored(store.save(there, delta(false, GENERATION_MILLIS, 10)))) {
                // each copies pages that the reader would still see
            }
            assertThat(sweep(store, 2 * GENERATION_MILLIS)).isEqualTo(1);
        }
    }

    private static boolean isStored(CompletableFuture<?> write) {
        try {
            write.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e)
                    .cause()
                    .asInstanceOf(type(StoreException.class))
                    .extracting(StoreException::kind)
                    .isEqualTo(StoreException.Kind.FULL);
            return false;
        }
    }

    /** New sessions one after the other, as fast as they are stored or refused, on two threads. */
    private static final class Arrivals implements AutoCloseable {
        final AtomicInteger stored = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        volatile long now;
        private volatile boolean closed;
        private final SessionStore store;
        private final int bytes;
        private final List<Thread> threads;

        Arrivals(SessionStore store, int bytes) {
            this.store = store;
            this.bytes = bytes;
            this.threads = IntStream.range(0, 2)
                    .mapToObj(i -> new Thread(() -> arrive(i), "arrivals-" + i))
                    .toList();
            threads.forEach(Thread::start);
        }

        private void arrive(int thread) {
            for (int i = 0; !closed; i++) {
                SessionKey key = new SessionKey(APPLICATION, "%d-%08d".formatted(thread, i));
                boolean isStored = isStored(store.save(key, delta(true, now, bytes)));
                (isStored ? stored : refused).incrementAndGet();
            }
        }

        /** Until as many were refused as could have come in between. */
        void awaitFull() {
            int goal = refused.get() + 200;
            while (refused.get() < goal) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            closed = true;
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
