package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Service;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that end a cycle at the same moment: one of them does, once, and nobody else is in the application then. */
class AsyncRacesTest {
    private static final int ROUNDS = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** What two threads do to a request; the first is the container's. */
    private abstract class Race implements AsyncListener {
        final TestContext context = new TestContext();
        final MemoryExchange exchange = MemoryExchange.open("GET / HTTP/1.1\nHost: a", threads);
        final BridgeRequest request = context.request(exchange);
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();
        final AtomicInteger completions = new AtomicInteger();
        final CountDownLatch ended = new CountDownLatch(1);

        void enter() {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
        }

        abstract void servlet(AsyncContext async) throws IOException;

        abstract void other(AsyncContext async) throws Exception;

        void run() throws Exception {
            CyclicBarrier together = new CyclicBarrier(2);
            enter();
            AsyncContext async = request.startAsync();
            async.addListener(this);
            threads.execute(() -> {
                try {
                    together.await();
                    other(async);
                } catch (IllegalStateException lost) {
                    return; // the other one ended the cycle
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            servlet(async);
            together.await();
            inside.decrementAndGet();
            Service.Outcome outcome = request.leave();
            if (outcome == Service.Outcome.DONE) {
                exchange.finish();
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(overlaps).hasValue(0);
            assertThat(completions).hasValue(1);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            enter();
            completions.incrementAndGet();
            inside.decrementAndGet();
            ended.countDown();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            enter();
            inside.decrementAndGet();
        }

        @Override
        public void onError(AsyncEvent event) {
            enter();
            inside.decrementAndGet();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    @Test
    void completeWhileTheServletReturns() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Race race = new Race() {
                @Override
                void servlet(AsyncContext async) {}

                @Override
                void other(AsyncContext async) {
                    async.complete();
                }
            };
            race.run();
            awaitFinish(race);
        }
    }

    @Test
    void dispatchWhileTheServletReturns() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Race race = new Race() {
                @Override
                void servlet(AsyncContext async) {
                    context.target = (r, path) -> {
                        enter();
                        AsyncContext again = r.startAsync();
                        again.complete();
                        inside.decrementAndGet();
                    };
                }

                @Override
                void other(AsyncContext async) {
                    async.dispatch("/x");
                }
            };
            race.run();
            awaitFinish(race);
            assertThat(race.context.dispatchedPaths).hasSize(1);
        }
    }

    @Test
    void timeoutAgainstComplete() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Race race = new Race() {
                @Override
                void servlet(AsyncContext async) {
                    async.setTimeout(1);
                }

                @Override
                void other(AsyncContext async) {
                    while (exchange.timeoutAfter() == null && exchange.finishes() == 0) {
                        Thread.onSpinWait();
                    }
                    exchange.passTimeout();
                    async.complete();
                }
            };
            race.run();
            awaitFinish(race);
        }
    }

    @Test
    void timeoutAgainstDispatch() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Race race = new Race() {
                @Override
                void servlet(AsyncContext async) {
                    async.setTimeout(1);
                }

                @Override
                void other(AsyncContext async) {
                    while (exchange.timeoutAfter() == null && exchange.finishes() == 0) {
                        Thread.onSpinWait();
                    }
                    exchange.passTimeout();
                    async.dispatch("/x");
                }
            };
            race.run();
            awaitFinish(race);
            // a dispatch that comes while the error page is made is as good as one by the page itself (§2.3.3.3)
            assertThat(race.context.dispatchedPaths).hasSizeLessThanOrEqualTo(1);
            assertThat(race.context.errors).hasSizeLessThanOrEqualTo(1);
            assertThat(race.context.dispatchedPaths.size() + race.context.errors.size())
                    .isPositive();
        }
    }

    /** The listener hears of completion before the exchange is finished. */
    private void awaitFinish(Race race) {
        while (race.exchange.finishes() == 0) {
            Thread.onSpinWait();
        }
        assertThat(race.exchange.finishes()).isEqualTo(1);
        assertThat(race.exchange.aborts()).isZero();
        assertThat(race.context.destroyed).hasValue(1);
    }
}
