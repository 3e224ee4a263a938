package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads on few sessions: each session ends once, and none that is gone is ever handed out. */
class SessionsConcurrencyTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20_000;

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger destroyed = new AtomicInteger();
    private final Sessions sessions = new Sessions(
            Contexts.at(""),
            SessionListeners.of(List.of(new HttpSessionListener() {
                @Override
                public void sessionCreated(HttpSessionEvent event) {
                    created.incrementAndGet();
                }

                @Override
                public void sessionDestroyed(HttpSessionEvent event) {
                    destroyed.incrementAndGet();
                }
            })),
            Duration.ofSeconds(5),
            clock);

    private final ConcurrentHashMap<Integer, String> cookies = new ConcurrentHashMap<>();

    @Test
    void everySessionEndsExactlyOnce() throws Exception {
        inThreads(this::actRandomly);
        sessions.close();
        assertThat(destroyed.get()).isEqualTo(created.get());
        assertThat(sessions.count()).isZero();
    }

    private void actRandomly() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < ROUNDS; i++) {
            int client = random.nextInt(16);
            BridgeSession found = sessions.find(cookies.get(client));
            BridgeSession session = found == null ? sessions.create() : found;
            cookies.put(client, session.getId());
            try {
                switch (random.nextInt(20)) {
                    case 0 -> session.invalidate();
                    case 1 -> cookies.put(client, sessions.changeId(session));
                    case 2 -> clock.passSeconds(1);
                    case 3 -> sessions.sweep();
                    default -> session.setAttribute("n", i);
                }
            } catch (IllegalStateException e) {
                assertThat(session.isValid()).isFalse(); // another thread invalidated it
            } finally {
                sessions.release(session);
            }
        }
    }

    @Test
    void idsAreDifferentAndLong() throws Exception {
        SessionIds ids = new SessionIds();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                seen.add(ids.next());
            }
        });
        assertThat(seen).hasSize(THREADS * ROUNDS).allMatch(id -> id.matches("[A-Za-z0-9_-]{28}"));
    }

    @Test
    void idsOfAThreadLieOneBehindTheOther() {
        SessionIds ids = new SessionIds();
        int descents = 0;
        String last = "";
        for (int i = 0; i < ROUNDS; i++) {
            String next = ids.next();
            descents += next.compareTo(last) < 0 ? 1 : 0;
            last = next;
        }
        assertThat(descents).isLessThan(2); // once they may begin again from the lowest
    }

    @Test
    void idsWithoutAPlaceAreKnownStill() {
        String id = new SessionIds().next();
        assertThat(SessionIds.isId(id)).isTrue();
        assertThat(SessionIds.isId(id.substring(4))).isTrue();
        assertThat(SessionIds.isId(id.substring(1))).isFalse();
    }

    private static void inThreads(Runnable task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(task));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
