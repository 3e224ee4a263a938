package io.jcorn.it;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of the probe's {@code /live} with a session that is pinned to a worker, and a connection to each worker: so a
 * test knows which one hands its request over. One thread's.
 */
final class PinnedSession implements AutoCloseable {
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;,]+");

    private final JcornProcess jcorn;
    private final Map<Long, RawClient> connections;
    private final long owner;
    private final String cookie;

    private PinnedSession(JcornProcess jcorn, Map<Long, RawClient> connections, long owner, String cookie) {
        this.jcorn = jcorn;
        this.connections = connections;
        this.owner = owner;
        this.cookie = cookie;
    }

    /** A new session of the worker that is asked first. */
    static PinnedSession open(JcornProcess jcorn) {
        Map<Long, RawClient> connections = connect(jcorn);
        long owner = connections.keySet().iterator().next();
        HttpAnswer answer = connections.get(owner).get("/live/open");
        Matcher session = COOKIE.matcher(answer.field("Set-Cookie").orElseThrow());
        if (!session.find()) throw new AssertionError("no session in " + answer);
        return new PinnedSession(jcorn, connections, owner, "Cookie: " + session.group() + "\r\n");
    }

    private static Map<Long, RawClient> connect(JcornProcess jcorn) {
        Map<Long, RawClient> connections = new HashMap<>();
        Await.until("a connection to each worker", () -> {
            RawClient client = jcorn.connect();
            long worker = Long.parseLong(client.get("/pid").body());
            if (connections.putIfAbsent(worker, client) != null) client.close();
            return connections.keySet().equals(jcorn.workers());
        });
        return connections;
    }

    long owner() {
        return owner;
    }

    /** The field that tells the session. */
    String cookie() {
        return cookie;
    }

    /** A connection to the worker that has the session. */
    RawClient toOwner() {
        return connections.get(owner);
    }

    /** A connection to one that has not. */
    RawClient toOther() {
        return connections.entrySet().stream()
                .filter(one -> one.getKey() != owner)
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The head of a request of this session. */
    String head(String method, String target, String... fields) {
        return method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + cookie + String.join("", fields) + "\r\n";
    }

    /** A GET that the wrong worker gets. */
    HttpAnswer get(String target) {
        return toOther().exchange(head("GET", target));
    }

    /** Leaves the old connections and makes one to each worker that is there now. */
    void reconnect() {
        connections.values().forEach(RawClient::close);
        connections.clear();
        connections.putAll(connect(jcorn));
    }

    @Override
    public void close() {
        connections.values().forEach(RawClient::close);
    }
}
