package io.jcorn.servlet.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told how much time has passed. */
final class SettableClock implements InstantSource {
    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);

    void passSeconds(long seconds) {
        millis.addAndGet(seconds * 1000);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return millis.get();
    }
}
