package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionSweeperTest {
    private final SettableClock clock = new SettableClock();
    private final CountDownLatch destroyed = new CountDownLatch(2);

    private Sessions application() {
        return new Sessions(
                Contexts.at(""),
                SessionListeners.of(List.of(new HttpSessionListener() {
                    @Override
                    public void sessionDestroyed(HttpSessionEvent event) {
                        destroyed.countDown();
                        throw new IllegalArgumentException("on purpose: the next application is swept nevertheless");
                    }
                })),
                Duration.ofSeconds(1),
                clock);
    }

    @Test
    void sweepsAllApplicationsAlsoWhenAListenerFails() throws Exception {
        List<Sessions> applications = List.of(application(), application());
        applications.forEach(sessions -> sessions.release(sessions.create()));
        clock.passSeconds(1);
        SessionSweeper sweeper = SessionSweeper.start(applications, Duration.ofMillis(1));
        try {
            assertThat(destroyed.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            sweeper.close();
        }
    }
}
