package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Runs all writes of a worker, on one thread and in their order: what waits when the thread is free goes to Redis in one
 * pipeline.
 */
final class RedisWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_BATCH = 256;

    private static final class Item<T> {
        final Call call;
        final Function<Object, T> decoder;
        final CompletableFuture<T> future = new CompletableFuture<>();
        Response<Object> response;

        Item(Call call, Function<Object, T> decoder) {
            this.call = call;
            this.decoder = decoder;
        }

        void answered(Object answer) {
            future.complete(decoder.apply(answer));
        }
    }

    private final UnifiedJedis redis;
    private final Redial redial;
    private final Script script;
    private final BlockingQueue<Item<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "jcorn-session-writer");
    /** Put into the queue as the last one. */
    private final Item<Void> end = new Item<>(null, null);

    private volatile boolean closed;
    /** The writer thread's: whether Redis has the script, which a restart makes it forget. */
    private boolean scriptKnown;

    RedisWriter(UnifiedJedis redis, Script script, Redial redial) {
        this.redis = redis;
        this.script = script;
        this.redial = redial;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The future completes, or fails with a StoreException, on the writer's thread. */
    <T> CompletableFuture<T> submit(Call call, Function<Object, T> decoder) {
        Item<T> item = new Item<>(call, decoder);
        queue.add(item);
        if (closed && queue.remove(item)) {
            item.future.completeExceptionally(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null));
        }
        return item.future;
    }

    private void run() {
        List<Item<?>> batch = new ArrayList<>(MAX_BATCH);
        boolean open = true;
        while (open) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody has reason to
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            open = !batch.remove(end);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Item<?>> batch) {
        try {
            redial.call(again -> send(batch, again));
        } catch (Throwable e) {
            batch.forEach(item -> item.future.completeExceptionally(RedisFailure.of(e)));
            return;
        }
        batch.forEach(this::tell);
    }

    private Void send(List<Item<?>> batch, boolean again) {
        if (again) {
            batch.forEach(item -> item.call.repeated());
        }
        try (AbstractPipeline pipeline = redis.pipelined()) {
            for (Item<?> item : batch) {
                List<byte[]> keys = item.call.keys();
                List<byte[]> arguments = item.call.arguments();
                item.response = scriptKnown
                        ? pipeline.evalsha(script.digest(), keys, arguments)
                        : pipeline.eval(script.text(), keys, arguments);
            }
            pipeline.sync();
            scriptKnown = true;
        } catch (JedisConnectionException e) {
            scriptKnown = false;
            throw e;
        }
        return null;
    }

    private void tell(Item<?> item) {
        try {
            item.answered(answer(item));
        } catch (JedisException | StoreException e) {
            item.future.completeExceptionally(RedisFailure.of(e));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "What waited for a session to be stored failed", e);
            item.future.completeExceptionally(RedisFailure.of(e));
        }
    }

    /** What a pipeline can't follow is done by itself: to another node of a cluster, or a script that was flushed. */
    private Object answer(Item<?> item) {
        try {
            return item.response.get();
        } catch (JedisNoScriptException | JedisRedirectionException e) {
            return redial.call(again -> redis.eval(script.text(), item.call.keys(), item.call.arguments()));
        } catch (JedisDataException e) {
            throw RedisFailure.of(e);
        }
    }

    /** Waits for the writes that were submitted; later ones fail. */
    @Override
    public void close() {
        closed = true;
        queue.add(end);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
