package io.jcorn.servlet.session.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.Pin;
import io.jcorn.servlet.session.store.Rewritten;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/**
 * Sessions in Redis or Valkey, shared by the workers of any number of machines. As durable as Redis is set up to be.
 *
 * <p>The keys of one application have one hash tag, so that in a cluster they are on one node and a script may use them
 * together.
 */
public final class RedisStore implements BrowsableStore {
    private static final String PREFIX = "jcorn:{";
    private static final String INDEX = "}:expiry";
    private static final int LISTED = 1000;
    /** A session's attributes that are pins, found where the others are. */
    private static final byte[] PINS =
            ("local pins = {} for _, value in ipairs(redis.call('HVALS', KEYS[1])) do if string.byte(value) == "
                            + Pin.FIRST + " then table.insert(pins, value) end end return pins")
                    .getBytes(US_ASCII);

    private final RedisAddress address;
    private final UnifiedJedis redis;
    private final Redial redial;
    private final RedisWriter writer;

    private RedisStore(RedisAddress address, UnifiedJedis redis, Script script, Redial redial) {
        this.address = address;
        this.redis = redis;
        this.redial = redial;
        this.writer = new RedisWriter(redis, script, redial);
    }

    /**
     * Connects, and tries the script.
     *
     * @param url see {@link RedisAddress}
     * @param timeout for a connection, an answer, and both together where a connection was lost
     * @throws StoreException if it can't be reached or refuses the script, with a line that says why
     */
    public static RedisStore open(String url, Duration timeout) {
        RedisAddress address = RedisAddress.parse(url);
        UnifiedJedis redis = null;
        try {
            redis = address.connect(timeout);
            Script script = Script.load();
            Call call = new Call("try", "", (PREFIX + "}:try").getBytes(US_ASCII));
            redis.eval(script.text(), call.keys(), call.arguments());
            RedisStore store = new RedisStore(address, redis, script, new Redial(timeout));
            store.writer.start();
            return store;
        } catch (RuntimeException e) {
            if (redis != null) {
                redis.close();
            }
            throw RedisFailure.of(e);
        }
    }

    private static String prefix(long application) {
        return PREFIX + Long.toHexString(application);
    }

    private static byte[] index(long application) {
        return (prefix(application) + INDEX).getBytes(US_ASCII);
    }

    private static byte[] hash(SessionKey key) {
        return (prefix(key.application()) + "}:session:" + key.id()).getBytes(US_ASCII);
    }

    private static Call call(String name, SessionKey key) {
        return new Call(name, key.id(), hash(key), index(key.application()));
    }

    @Override
    public StoredSession find(SessionKey key, long knownVersion) {
        byte[] hash = hash(key);
        if (knownVersion > 0) {
            List<byte[]> record = redial.call(again -> redis.hmget(hash, SessionHash.FIELDS));
            if (record.get(0) == null) {
                return null;
            } else if (SessionHash.version(record) == knownVersion) {
                return new StoredSession(key.id(), knownVersion, SessionHash.times(record), null);
            }
        }
        Map<byte[], byte[]> all = redial.call(again -> redis.hgetAll(hash));
        return SessionHash.session(key.id(), all);
    }

    @Override
    public CompletableFuture<Saved> save(SessionKey key, SessionDelta delta) {
        SessionTimes times = delta.times();
        Call call = call("save", key)
                .and(delta.created())
                .and(delta.intervalChanged())
                .and(times.created())
                .and(times.lastAccessed())
                .and(times.accessed())
                .and(times.idleSince())
                .and(times.maxInactiveSeconds())
                .and(delta.set().size());
        delta.set().forEach((name, value) -> call.and(SessionHash.field(name)).and(value));
        delta.removed().forEach(name -> call.and(SessionHash.field(name)));
        return writer.submit(call, answer -> {
            List<?> versions = (List<?>) answer;
            return new Saved(number(versions.get(0)), number(versions.get(1)));
        });
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, US_ASCII));
    }

    @Override
    public CompletableFuture<Boolean> remove(SessionKey key) {
        return writer.submit(call("remove", key), RedisStore::isOne);
    }

    @Override
    public CompletableFuture<Boolean> rename(SessionKey from, SessionKey to) {
        Call call = new Call("rename", from.id(), hash(from), index(from.application()), hash(to));
        return writer.submit(call.and(to.id()), RedisStore::isOne);
    }

    @Override
    public CompletableFuture<Rewritten> rewrite(SessionKey from, SessionKey to, SessionDelta.Whole whole) {
        Call call = new Call("rewrite", from.id(), hash(from), index(from.application()), hash(to));
        call.and(to.id()).and(whole.version());
        whole.attributes()
                .forEach((name, value) -> call.and(SessionHash.field(name)).and(value));
        return writer.submit(call, answer -> Rewritten.valueOf(new String((byte[]) answer, US_ASCII)));
    }

    private static boolean isOne(Object answer) {
        return answer.equals(1L);
    }

    @Override
    public CompletableFuture<Void> touch(List<Touch> touches) {
        return CompletableFuture.allOf(touches.stream()
                .map(touch -> writer.submit(
                        call("touch", touch.key())
                                .and(touch.times().lastAccessed())
                                .and(touch.times().accessed())
                                .and(touch.times().idleSince()),
                        RedisStore::isOne))
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public boolean claimSweep(long application, long now, long intervalMillis) {
        byte[] sweep = (prefix(application) + "}:sweep").getBytes(US_ASCII);
        Call call = new Call("claim", "", sweep, index(application));
        return await(writer.submit(call.and(now).and(intervalMillis), RedisStore::isOne));
    }

    /** What has left by its time to live, after no jcorn ran for long, is expired with nobody told. */
    @Override
    public void expire(long application, long now, Consumer<StoredSession> ended) {
        ZRangeParams until = ZRangeParams.zrangeByScoreParams(0, (double) now).limit(0, LISTED);
        List<byte[]> ids;
        do {
            ids = redial.call(again -> redis.zrange(index(application), until));
            ids.stream().map(id -> expire(new SessionKey(application, new String(id, UTF_8)), now)).toList().stream()
                    .map(RedisStore::await)
                    .filter(Objects::nonNull)
                    .toList()
                    .forEach(ended);
        } while (ids.size() == LISTED); // each has left that part of the index, whether it was there or not
    }

    private CompletableFuture<StoredSession> expire(SessionKey key, long now) {
        return writer.submit(call("expire", key).and(now), answer -> SessionHash.session(key.id(), (List<?>) answer));
    }

    @Override
    public long count(long application) {
        return redial.call(again -> redis.zcard(index(application)));
    }

    @Override
    public String place() {
        return address.toString();
    }

    @Override
    public Set<Long> applications() {
        return redial.call(again -> {
            Set<Long> applications = new LinkedHashSet<>();
            ScanIteration keys = redis.scanIteration(LISTED, PREFIX + "*" + INDEX);
            while (!keys.isIterationCompleted()) {
                for (String key : keys.nextBatchList()) {
                    String hex = key.substring(PREFIX.length(), key.length() - INDEX.length());
                    applications.add(Long.parseUnsignedLong(hex, 16));
                }
            }
            return applications;
        });
    }

    @Override
    public void list(long application, long now, Predicate<List<Listed>> visitor) {
        ScanParams slice = new ScanParams().count(LISTED);
        String cursor = ScanParams.SCAN_POINTER_START;
        boolean goesOn;
        do {
            byte[] from = cursor.getBytes(US_ASCII);
            ScanResult<Tuple> found = redial.call(again -> redis.zscan(index(application), from, slice));
            goesOn = visitor.test(redial.call(again -> listed(application, now, found.getResult())));
            cursor = found.getCursor();
        } while (goesOn && !cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    private List<Listed> listed(long application, long now, List<Tuple> ids) {
        List<SessionKey> keys = ids.stream()
                .map(id -> new SessionKey(application, id.getElement()))
                .toList();
        List<Response<Long>> bytes;
        List<Response<Object>> pins;
        try (AbstractPipeline pipeline = redis.pipelined()) {
            bytes = keys.stream().map(key -> pipeline.memoryUsage(hash(key))).toList();
            pins = keys.stream()
                    .map(key -> pipeline.eval(PINS, List.of(hash(key)), List.of()))
                    .toList();
        }
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Long taken = bytes.get(i).get();
            if (taken != null) {
                List<String> owners = ((List<?>) pins.get(i).get())
                        .stream().map(pin -> Pin.worker((byte[]) pin)).toList();
                listed.add(new Listed(keys.get(i), ids.get(i).getScore() <= now, taken, owners));
            }
        }
        return listed;
    }

    private static <T> T await(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            throw RedisFailure.of(e.getCause());
        }
    }

    @Override
    public void close() {
        writer.close();
        redis.close();
    }
}
