package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void waitsForNothingAtFirst() {
        assertThat(backoff.remaining(-1)).isZero();
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {
        assertThat(backoff.failed(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.failed(0)).isEqualTo(Duration.ofMillis(200));
        for (int failure = 3; failure <= 12; failure++) {
            backoff.failed(0);
        }
        assertThat(backoff.failed(0)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void countsDownFromTheFailure() {
        backoff.failed(1000);
        assertThat(backoff.remaining(1000)).isEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(backoff.remaining(1000 + Duration.ofMillis(100).toNanos())).isNotPositive();
    }

    @Test
    void forgetsFailuresOnceAWorkerProvesGood() {
        backoff.failed(0);
        backoff.failed(0);
        backoff.succeeded();
        assertThat(backoff.remaining(0)).isZero();
        assertThat(backoff.failed(0)).isEqualTo(Duration.ofMillis(100));
    }
}
