package io.jcorn.servlet.session.lmdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionStoreContract;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.testing.LogCapture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.logging.LogRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LmdbStoreTest extends SessionStoreContract {
    private static final long MAX_BYTES = 1L << 30;
    private static final int PAGE_BYTES = 4096;
    private static final SessionTimes TIMES = new SessionTimes(1, 1, 1, 1, 60);

    @TempDir
    Path folder;

    @Override
    protected BrowsableStore open() {
        return LmdbStore.open(folder.resolve("contract"), MAX_BYTES);
    }

    private static SessionKey key(int i) {
        return new SessionKey(1, "session-" + i);
    }

    private static SessionDelta delta(boolean created, int bytes) {
        return new SessionDelta(created, false, TIMES, Map.of("a", new byte[bytes]), Set.of());
    }

    @Test
    void threeSessionsOfOneKilobyteShareAPage() throws IOException {
        int sessions = 3000;
        try (LmdbStore store = LmdbStore.open(folder, MAX_BYTES)) {
            for (int i = 0; i < sessions; i++) {
                var unused = store.enqueue(new SessionKey(1 + i % 2, String.format("%04d", i)), delta(true, 1024));
                if (i % 16 == 0) {
                    store.flush();
                }
            }
            store.save(key(1), delta(true, 1)).join();
            assertThat(Files.size(folder.resolve("lmdb-3/data.mdb"))).isLessThan(1100L * PAGE_BYTES);
        }
    }

    @Test
    void isStillThereWhenItIsOpenedAgain() {
        try (SessionStore first = LmdbStore.open(folder, MAX_BYTES)) {
            first.save(key(1), delta(true, 10)).join();
        }
        try (SessionStore second = LmdbStore.open(folder, MAX_BYTES)) {
            assertThat(second.find(key(1), 0).attributes()).containsOnlyKeys("a");
        }
    }

    @Test
    void flushesInTheCallersThreadEvenIfThatWasInterrupted() {
        try (SessionStore store = LmdbStore.open(folder, MAX_BYTES)) {
            Thread.currentThread().interrupt();
            var interrupted = store.enqueue(key(1), delta(true, 10));
            store.flush();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.join().isGone()).isFalse();

            assertThat(store.save(key(2), delta(true, 10)).join().isGone())
                    .as("the lock's file is still open")
                    .isFalse();
        }
    }

    @Test
    void aUseAfterItsCloseIsAFaultAndNotACrash() {
        SessionStore store = LmdbStore.open(folder, MAX_BYTES);
        store.save(key(1), delta(true, 10)).join();
        store.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store.find(key(1), 0),
                () -> store.count(1),
                () -> store.expire(1, 100_000, ended -> {}),
                () -> store.claimSweep(1, 1, 1),
                () -> store.save(key(1), delta(false, 10)).join())) {
            assertThatThrownBy(use)
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(StoreException.class),
                            thrown -> assertThat(thrown).hasCauseInstanceOf(StoreException.class));
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        Path made = folder.resolve("made");
        try (SessionStore store = LmdbStore.open(made, MAX_BYTES)) {
            store.save(key(1), delta(true, 10)).join();
            for (String file : new String[] {"", "writer.lock", "lmdb-3", "lmdb-3/data.mdb", "lmdb-3/lock.mdb"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(file))))
                        .as(file)
                        .endsWith("------");
            }
        }
    }

    @Test
    void aFullStoreSaysSoAndGoesOn() {
        try (SessionStore store = LmdbStore.open(folder, 4L << 20)) {
            int stored = fill(store);
            assertThat(store.find(key(0), 0)).isNotNull();
            assertThat(store.count(1)).isEqualTo(stored);
            store.expire(1, 100_000, ended -> {});
            assertThat(store.count(1)).isZero();
            store.save(key(0), delta(true, 3000)).join();
        }
    }

    @Test
    void aFullFileSystemIsToldAndReadingGoesOn() throws Exception {
        try (Tmpfs small = Tmpfs.mount(folder.resolve("small"), "2m");
                SessionStore store = LmdbStore.open(small.root(), MAX_BYTES)) {
            int stored = fill(store);
            assertThatThrownBy(store.save(key(stored), delta(true, 100_000))::join)
                    .hasMessageContaining("no space is left on the session store's file system");
            assertThat(store.find(key(0), 0).attributes()).containsOnlyKeys("a");
            store.expire(1, 100_000, ended -> {});
            assertThat(store.count(1)).isZero();
            store.save(key(0), delta(true, 3000)).join();
        }
    }

    private static int fill(SessionStore store) {
        for (int i = 0; ; i++) {
            try {
                store.save(key(i), delta(true, 3000)).join();
            } catch (CompletionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                full -> assertThat(full.kind()).isEqualTo(StoreException.Kind.FULL));
                return i;
            }
        }
    }

    @Test
    void aWriteThatFailsTakesNoOtherWithIt() {
        try (SessionStore store = LmdbStore.open(folder, 4L << 20)) {
            store.save(key(1), delta(true, 10)).join();
            var large = store.save(key(2), delta(true, 8 << 20));
            var small = store.save(key(1), delta(false, 20));
            assertThatThrownBy(large::join).hasCauseInstanceOf(StoreException.class);
            assertThat(small.join().isGone()).isFalse();
        }
    }

    @Test
    void aDamagedStoreIsPutAside() throws IOException {
        Files.createDirectory(folder.resolve("lmdb-3"));
        Files.write(
                folder.resolve("lmdb-3/data.mdb"),
                "no database, and long enough to be taken for one ".repeat(400).getBytes(UTF_8));
        try (SessionStore store = LmdbStore.open(folder, MAX_BYTES)) {
            store.save(key(1), delta(true, 10)).join();
        }
        assertThat(folder.resolve("lmdb-3.damaged/data.mdb")).exists();
    }

    private void fillAndClose() {
        try (SessionStore store = LmdbStore.open(folder, MAX_BYTES)) {
            for (int i = 0; i < 1000; i++) {
                store.save(key(i), delta(true, 1000)).join();
            }
        }
    }

    @Test
    void damageInsideIsFoundByTheFirstWhoOpensIt() throws IOException {
        fillAndClose();
        try (RandomAccessFile data =
                new RandomAccessFile(folder.resolve("lmdb-3/data.mdb").toFile(), "rw")) {
            data.seek(2L * PAGE_BYTES);
            data.write(new byte[(int) data.length() - 2 * PAGE_BYTES]);
        }
        assertThat(messagesOfAnOpeningThatLosesAll())
                .singleElement(STRING)
                .startsWith("The session store is damaged, its sessions are lost; kept as " + folder);
        assertThat(folder.resolve("lmdb-3.damaged/data.mdb")).exists();
    }

    @Test
    void aStoreThatWasCutOffIsPutAside() throws IOException {
        fillAndClose();
        try (RandomAccessFile data =
                new RandomAccessFile(folder.resolve("lmdb-3/data.mdb").toFile(), "rw")) {
            data.setLength(3L * PAGE_BYTES);
        }
        assertThat(messagesOfAnOpeningThatLosesAll())
                .singleElement(STRING)
                .startsWith("The session store is damaged, its sessions are lost; kept as " + folder);
    }

    @Test
    void aStoreThatEndsWhoeverReadsItIsPutAside() throws IOException {
        fillAndClose();
        Files.write(folder.resolve("checks"), new byte[2]);
        try (SessionStore store = LmdbStore.open(folder, MAX_BYTES)) {
            assertThat(store.count(1)).as("the third check ends well").isEqualTo(1000);
            assertThat(folder.resolve("checks")).doesNotExist();
        }
        Files.write(folder.resolve("checks"), new byte[3]);
        assertThat(messagesOfAnOpeningThatLosesAll())
                .singleElement(STRING)
                .endsWith("3 workers have ended when they went through it");
        assertThat(folder.resolve("checks")).doesNotExist();
    }

    private List<String> messagesOfAnOpeningThatLosesAll() {
        LogCapture log = new LogCapture("jcorn.session");
        try (SessionStore store = LmdbStore.open(folder, MAX_BYTES)) {
            assertThat(store.count(1)).isZero();
            store.save(key(1), delta(true, 10)).join();
        } finally {
            log.close();
        }
        return log.records().stream().map(LogRecord::getMessage).toList();
    }

    @Test
    void aStoreOfAnotherFormatIsDropped() throws IOException {
        Files.createDirectory(folder.resolve("lmdb-1"));
        Files.writeString(folder.resolve("lmdb-1/data.mdb"), "old");
        LmdbStore.open(folder, MAX_BYTES).close();
        assertThat(folder.resolve("lmdb-1")).doesNotExist();
    }

    @Test
    void whoOnlyLooksMakesAndDropsNothing() throws IOException {
        Files.createDirectory(folder.resolve("lmdb-1"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> LmdbStore.openExisting(folder, MAX_BYTES))
                .hasMessage("the sessions in " + folder + " are stored by another version of jcorn");
        assertThatThrownBy(() -> LmdbStore.openExisting(empty, MAX_BYTES))
                .hasMessage("no sessions are stored in " + empty);
        assertThatThrownBy(() -> LmdbStore.openExisting(folder.resolve("none"), MAX_BYTES))
                .hasMessageStartingWith("no sessions are stored in");
        assertThat(folder.resolve("lmdb-1")).exists();
        assertThat(empty).isEmptyDirectory();
        assertThat(LmdbStore.dropsOthers(folder)).isTrue();
        assertThat(LmdbStore.dropsOthers(empty)).isFalse();
    }

    @Test
    void whoOnlyLooksFindsWhatAServerStored() {
        try (SessionStore first = LmdbStore.open(folder, MAX_BYTES)) {
            first.save(key(1), delta(true, 10)).join();
        }
        try (BrowsableStore looking = LmdbStore.openExisting(folder, MAX_BYTES / 4)) {
            assertThat(looking.count(1)).isEqualTo(1);
            assertThat(looking.place()).isEqualTo(folder.toString());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        StoreException told =
                catchThrowableOfType(StoreException.class, () -> LmdbStore.open(file.resolve("in"), MAX_BYTES));
        assertThat(told.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
        assertThat(told).hasMessageContaining("session folder").hasMessageContaining(file.toString());
    }
}
