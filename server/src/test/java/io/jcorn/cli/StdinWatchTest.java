package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StdinWatchTest {
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void stopsOnceTheInputHasEnded() {
        new StdinWatch(new ByteArrayInputStream(new byte[] {1, 2}), stops::incrementAndGet).run();

        assertThat(stops).hasValue(1);
    }

    @Test
    void stopsIfTheInputCannotBeRead() {
        InputStream broken = new PipedInputStream();
        new StdinWatch(broken, stops::incrementAndGet).run();

        assertThat(stops).hasValue(1);
    }
}
