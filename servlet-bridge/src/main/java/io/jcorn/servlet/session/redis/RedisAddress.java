package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;

/**
 * Where Redis is, as a URL says it:
 *
 * <pre>
 *   redis://[[user]:password@]host[:port][/database]
 *   redis-sentinel://[[user]:password@]host[:port],…[/database]#master
 *   redis-cluster://[[user]:password@]host[:port],…
 * </pre>
 *
 * <p>User and password are those of the servers that hold sessions, not of a Sentinel. With {@code rediss} in place of {@code redis} by TLS, the server's certificate and name checked.
 */
record RedisAddress(
        Kind kind, boolean tls, String user, String password, Set<HostAndPort> nodes, int database, String master) {
    enum Kind {
        SERVER(""),
        SENTINEL("-sentinel"),
        CLUSTER("-cluster");

        /** Of the scheme. */
        final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final int MAX_PORT = 65535;
    /** Connections of a worker for reads and the writer. A read is short. */
    static final int MAX_CONNECTIONS = 16;

    private static final Pattern URL =
            Pattern.compile("redis(?<tls>s?)(?<kind>-sentinel|-cluster)?://(?:(?<user>[^:@]*):(?<password>[^@]*)@)?"
                    + "(?<nodes>[^/#?@]+)(?:/(?<database>\\d{0,4}))?(?:#(?<master>.+))?");
    private static final Pattern NODE = Pattern.compile("(?<host>\\[[^]]+]|[^:]+)(?::(?<port>\\d{1,5}))?");

    /** @throws StoreException if it is none; the message leaves the password out */
    static RedisAddress parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw invalid("give redis://[[user]:password@]host[:port][/database]");
        }
        Kind kind = parts.group("kind") == null
                ? Kind.SERVER
                : parts.group("kind").equals("-sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
        String database = parts.group("database");
        Set<HostAndPort> nodes = nodes(parts.group("nodes"), kind == Kind.SENTINEL ? SENTINEL_PORT : PORT);
        if (kind == Kind.SERVER && nodes.size() != 1) {
            throw invalid("several servers are a redis-cluster:// or redis-sentinel://");
        } else if (kind == Kind.CLUSTER && database != null && !database.isEmpty()) {
            throw invalid("a cluster has no databases");
        } else if ((kind == Kind.SENTINEL) != (parts.group("master") != null)) {
            throw invalid("#master, the name of what they watch, belongs to redis-sentinel:// and only there");
        }
        return new RedisAddress(
                kind,
                !parts.group("tls").isEmpty(),
                decoded(parts.group("user")),
                decoded(parts.group("password")),
                nodes,
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database),
                parts.group("master"));
    }

    private static Set<HostAndPort> nodes(String list, int defaultPort) {
        Set<HostAndPort> nodes = new LinkedHashSet<>();
        for (String one : list.split(",", -1)) {
            Matcher node = NODE.matcher(one);
            if (!node.matches()) {
                throw invalid("'" + one + "' is no host[:port]");
            }
            int port = node.group("port") == null ? defaultPort : Integer.parseInt(node.group("port"));
            if (port < 1 || port > MAX_PORT) {
                throw invalid("the port of '" + one + "' is not from 1 to " + MAX_PORT);
            }
            nodes.add(new HostAndPort(node.group("host").replaceAll("[\\[\\]]", ""), port));
        }
        return nodes;
    }

    private static String decoded(String part) {
        try {
            return part == null || part.isEmpty()
                    ? null
                    : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("user and password are percent-encoded, as in %40 for @");
        }
    }

    private static StoreException invalid(String right) {
        return new StoreException(
                StoreException.Kind.UNAVAILABLE, "the URL of session-store is invalid: " + right, null);
    }

    /** Connects with the first use, but for Sentinel and Cluster, which are asked here. */
    UnifiedJedis connect(Duration timeout) {
        JedisClientConfig config =
                config(timeout).user(user).password(password).database(database).build();
        ConnectionPoolConfig pool = pool(timeout);
        return switch (kind) {
            case SERVER ->
                RedisClient.builder()
                        .hostAndPort(nodes.iterator().next())
                        .clientConfig(config)
                        .poolConfig(pool)
                        .build();
            case SENTINEL ->
                RedisSentinelClient.builder()
                        .masterName(master)
                        .sentinels(nodes)
                        .sentinelClientConfig(config(timeout).build())
                        .clientConfig(config)
                        .poolConfig(pool)
                        .build();
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(nodes)
                        .clientConfig(config)
                        .poolConfig(pool)
                        .maxTotalRetriesDuration(timeout)
                        .build();
        };
    }

    private DefaultJedisClientConfig.Builder config(Duration timeout) {
        SslOptions checksName =
                SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build();
        return DefaultJedisClientConfig.builder()
                .timeoutMillis((int) timeout.toMillis())
                .clientName("jcorn")
                .resp2()
                .sslOptions(tls ? checksName : null);
    }

    private static ConnectionPoolConfig pool(Duration timeout) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxIdle(MAX_CONNECTIONS);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return pool;
    }

    /** As a URL without user and password. */
    @Override
    public String toString() {
        String hosts = nodes.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
        return "redis" + (tls ? "s" : "") + kind.suffix + "://" + hosts + (database == 0 ? "" : "/" + database)
                + (master == null ? "" : "#" + master);
    }
}
