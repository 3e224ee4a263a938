package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestThreadsTest {
    private final CountDownLatch clientIsSlow = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitClient() {
        RequestThread.beginWait(new Outbox(null, null, new ResponseMemory(0)));
        await(clientIsSlow);
        RequestThread.endWait();
    }

    private void runOneAndAwaitItsBegin(RequestThreads threads) {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(
                () -> {
                    begun.countDown();
                    run();
                },
                false);
        await(begun);
    }

    private void run() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        await(end);
        running.decrementAndGet();
    }

    @Test
    void aTaskThatWaitsForItsClientMakesRoomForTheNext() {
        RequestThreads threads = new RequestThreads(1, 0, 0, 10, 0);
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(this::awaitClient, false);
        threads.execute(this::awaitClient, false);
        threads.execute(done::countDown, false);
        await(done);
        clientIsSlow.countDown();
    }

    @Test
    void whatIsQueuedStartsWhenTheOnlyThreadBeginsToWait() {
        RequestThreads threads = new RequestThreads(1, 0, 0, 10, 0);
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(
                () -> {
                    await(queued);
                    awaitClient();
                },
                false);
        threads.execute(done::countDown, false);
        queued.countDown();
        await(done);
        clientIsSlow.countDown();
    }

    @Test
    void noMoreThanTheLimitRunWhateverHasWaited() {
        RequestThreads threads = new RequestThreads(2, 0, 0, 10, 0);
        Phaser all = new Phaser(1);
        for (int i = 0; i < 8; i++) {
            all.register();
            threads.execute(
                    () -> {
                        awaitClient();
                        all.arriveAndDeregister();
                    },
                    false);
        }
        for (int i = 0; i < 8; i++) {
            all.register();
            threads.execute(
                    () -> {
                        run();
                        all.arriveAndDeregister();
                    },
                    false);
        }
        clientIsSlow.countDown();
        end.countDown();
        all.arriveAndAwaitAdvance();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsShortDoesNotWaitForWhatIsLong() {
        RequestThreads threads = new RequestThreads(1, 0, 1, 0, 0);
        CountDownLatch done = new CountDownLatch(2);
        threads.execute(this::run, false);
        threads.execute(this::run, false);
        threads.execute(done::countDown, true);
        threads.execute(done::countDown, true);
        await(done);
        assertThat(running).hasValueLessThanOrEqualTo(1);
        end.countDown();
    }

    @Test
    void whatIsShortHasNoMoreThanTheReserve() {
        RequestThreads threads = new RequestThreads(1, 0, 1, 0, 0);
        runOneAndAwaitItsBegin(threads);
        assertThat(threads.tryStart(this::run, false)).isFalse();
        assertThat(threads.tryStart(this::run, true)).isTrue();
        assertThat(threads.tryStart(this::run, true)).isFalse();
        end.countDown();
    }

    @Test
    void whatIsShortAndWhatIsNotTakeTurns() {
        RequestThreads threads = new RequestThreads(1, 0, 0, 0, 0);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(4);
        runOneAndAwaitItsBegin(threads);
        for (String name : List.of("long 1", "long 2", "short 1", "short 2")) {
            Runnable task = () -> {
                order.add(name);
                done.countDown();
            };
            threads.execute(task, name.startsWith("short"));
        }
        end.countDown();
        await(done);
        assertThat(order).containsExactly("short 1", "long 1", "short 2", "long 2");
    }

    @Test
    void aLeaderIsFoundThoughAllThreadsAreBusy() {
        RequestThreads threads = new RequestThreads(1, 0, 0, 0, 0);
        CountDownLatch leads = new CountDownLatch(1);
        threads.execute(this::run, false);
        threads.lead(leads::countDown);
        await(leads);
        end.countDown();
    }

    /** The race is between those who queue, those who finish and those who were sent for. */
    @Test
    void allThatIsQueuedFromManyThreadsRuns() {
        RequestThreads threads = new RequestThreads(3, 0, 1, 0, 0);
        end.countDown();
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(4 * each);
        for (int i = 0; i < 4; i++) {
            boolean isShort = i == 0;
            Thread queuer = new Thread(() -> {
                for (int task = 0; task < each; task++) {
                    threads.execute(
                            () -> {
                                run();
                                done.countDown();
                            },
                            isShort);
                }
            });
            queuer.start();
        }
        await(done);
        assertThat(most).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void refusesWhatWouldWaitTooLongAndNothingElse() {
        RequestThreads threads = new RequestThreads(1, 0, 0, 0, 1);
        CountDownLatch done = new CountDownLatch(2);
        runOneAndAwaitItsBegin(threads);
        assertThat(threads.offer(done::countDown, false)).isTrue();
        assertThat(threads.offer(() -> {}, false)).isFalse();
        threads.execute(done::countDown, false); // of a request that is being served
        end.countDown();
        await(done);
    }
}
