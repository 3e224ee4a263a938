package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** The contract holds on a cluster of three nodes. */
class RedisClusterTest extends SessionStoreContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SLOTS = 16384;
    private static final int NODES = 3;

    @TempDir
    static Path folder;

    private static final List<RedisServer> SERVERS = new ArrayList<>();

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        List<String> buses = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Path own = Files.createDirectory(folder.resolve("node-" + i));
            buses.add("" + RedisServer.freePort());
            SERVERS.add(new RedisServer(own, "--cluster-enabled", "yes", "--cluster-port", buses.get(i)));
        }
        for (int i = 0; i < NODES; i++) {
            try (Jedis node = jedis(i)) {
                node.clusterAddSlotsRange(SLOTS * i / NODES, SLOTS * (i + 1) / NODES - 1);
                if (i > 0) {
                    node.sendCommand(
                            Protocol.Command.CLUSTER,
                            "MEET",
                            "127.0.0.1",
                            "" + SERVERS.get(0).port(),
                            buses.get(0));
                }
            }
        }
        for (int i = 0; i < NODES; i++) {
            awaitState(i);
        }
    }

    private static void awaitState(int i) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Jedis node = jedis(i)) {
            while (!node.clusterInfo().contains("cluster_state:ok")
                    || !node.clusterInfo().contains("cluster_known_nodes:" + NODES)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("no cluster: " + node.clusterInfo());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static Jedis jedis(int i) {
        return new Jedis("127.0.0.1", SERVERS.get(i).port());
    }

    @AfterAll
    static void stopCluster() {
        SERVERS.forEach(RedisServer::close);
        SERVERS.clear();
    }

    @Override
    protected BrowsableStore open() {
        for (int i = 0; i < NODES; i++) {
            try (Jedis node = jedis(i)) {
                node.flushAll();
            }
        }
        return RedisStore.open(
                "redis-cluster://127.0.0.1:" + SERVERS.get(1).port() + ",127.0.0.1:"
                        + SERVERS.get(2).port(),
                TIMEOUT);
    }
}
