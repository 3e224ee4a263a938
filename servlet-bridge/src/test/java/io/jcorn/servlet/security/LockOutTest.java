package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.testing.LogCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockOutTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final LogCapture log = new LogCapture("jcorn.security");
    private final AtomicLong now = new AtomicLong(1000);
    private final LockOut lockOut = new LockOut(3, Duration.ofSeconds(60), () -> Instant.ofEpochMilli(now.get()));

    @AfterEach
    void printAgain() {
        log.close();
    }

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) lockOut.failed(user, address);
    }

    @Test
    void locksAUserOutWhereHeFailed() {
        fail(2, "alice", HERE);
        assertThat(lockOut.isLocked("alice", HERE)).isFalse();
        fail(1, "alice", HERE);

        assertThat(lockOut.isLocked("alice", HERE)).isTrue();
        assertThat(lockOut.isLocked("alice", THERE)).isFalse();
        assertThat(lockOut.isLocked("bob", HERE)).isFalse();
    }

    @Test
    void opensAfterAWhile() {
        fail(3, "alice", HERE);
        now.addAndGet(59_999);
        assertThat(lockOut.isLocked("alice", HERE)).isTrue();
        now.addAndGet(1);
        assertThat(lockOut.isLocked("alice", HERE)).isFalse();
        fail(2, "alice", HERE);
        assertThat(lockOut.isLocked("alice", HERE)).isFalse();
    }

    @Test
    void forgetsOldFailuresAndThoseBeforeASuccess() {
        fail(2, "alice", HERE);
        now.addAndGet(60_000);
        fail(2, "alice", HERE);
        lockOut.succeeded("alice", HERE);
        fail(2, "alice", HERE);

        assertThat(lockOut.isLocked("alice", HERE)).isFalse();
    }

    @Test
    void locksAUserOutWhomManyAddressesGuess() {
        for (int i = 0; i < 30; i++) lockOut.failed("alice", "198.51.100." + i);

        assertThat(lockOut.isLocked("alice", HERE)).isTrue();
        assertThat(lockOut.isLocked("bob", HERE)).isFalse();
    }

    @Test
    void locksAnAddressOutThatGuessesManyUsers() {
        for (int i = 0; i < 30; i++) lockOut.failed("user" + i, HERE);

        assertThat(lockOut.isLocked("alice", HERE)).isTrue();
        assertThat(lockOut.isLocked("alice", THERE)).isFalse();
    }

    @Test
    void countsUsersBehindAUnixSocketThoughThereIsNoAddress() {
        fail(3, "alice", "");

        assertThat(lockOut.isLocked("alice", "")).isTrue();
        assertThat(lockOut.isLocked("bob", "")).isFalse();
    }

    @Test
    void remembersTheLatestOnly() {
        fail(3, "alice", HERE);
        for (int i = 0; i < LockOut.MOST; i++) lockOut.failed("user" + i, "198.51.100." + i % 200);

        assertThat(lockOut.isLocked("alice", HERE)).isFalse();
    }

    @Test
    void canBeSwitchedOff() {
        LockOut never = new LockOut(0, Duration.ofSeconds(60), () -> Instant.ofEpochMilli(now.get()));
        for (int i = 0; i < 1000; i++) never.failed("alice", HERE);

        assertThat(never.isLocked("alice", HERE)).isFalse();
    }

    @Test
    void logsWithoutTheControlCharactersOfAStranger() {
        fail(3, "al\r\nice", HERE);

        assertThat(log.records().get(0).getParameters()[0]).isEqualTo("user al??ice at " + HERE);
    }
}
