package io.jcorn.it.attack;

import java.util.List;

/** What somebody may try in order that others aren't served. Targets are those of the probe WAR. */
public enum Attack {
    /** A field each second of heads that don't end. */
    SLOW_HEADS,
    /** A byte each second of long bodies. */
    SLOW_BODIES,
    /** More of a body at once than a server may want to wait for, then just so much that no minimum rate is missed. */
    BODIES_JUST_FAST_ENOUGH,
    /** Responses that nothing buffers as a whole, taken just so fast that no minimum rate is missed. */
    SLOW_READS,
    /** Connections that send nothing, or nothing after a request. */
    IDLE_CONNECTIONS,
    /** Requests without end, none of which waits for the answer to the one before. */
    PIPELINED_REQUESTS,
    /** Heads without end, as fast as they are taken. */
    HUGE_HEADS,
    /** Chunks that are extensions for the most part. */
    CHUNK_EXTENSIONS,
    /** 50 MiB in 50 KB, for an application that inflates it. */
    GZIP_BOMBS,
    /** Whole handshakes, one after the other. */
    TLS_HANDSHAKES,
    /** Handshakes that end after nothing, or after the first message. */
    TLS_HALF_HANDSHAKES;

    private static final int SLOW = 1000;
    private static final int IDLE = 5000;
    /** Those that send as fast as they can, together as much as anybody takes. */
    private static final int FAST = 50;

    private static final int THREADS = 16;

    private static final String GET = "GET /plaintext HTTP/1.1\r\nHost: test\r\n";
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: test\r\n";

    List<Attacker> attackers() {
        return switch (this) {
            case SLOW_HEADS -> List.of(new Crowd(SLOW, Script.sending(GET).thenEachSecond("X-Slow: acorn\r\n")));
            case SLOW_BODIES ->
                List.of(new Crowd(
                        SLOW,
                        Script.sending(POST + "Content-Length: 1000000\r\n\r\n").thenEachSecond("a")));
            case BODIES_JUST_FAST_ENOUGH ->
                List.of(new Crowd(
                        SLOW,
                        Script.sending(POST + "Content-Length: 1000000\r\n\r\n" + "a".repeat(70_000))
                                .thenEachSecond("a".repeat(300))));
            case SLOW_READS ->
                List.of(new Crowd(
                        SLOW,
                        Script.sending("GET /big?bytes=20000000 HTTP/1.1\r\nHost: test\r\n\r\n")
                                .readingEachSecond(1024)));
            case IDLE_CONNECTIONS ->
                List.of(new Crowd(IDLE / 2, Script.sending("")), new Crowd(IDLE / 2, Script.sending(GET + "\r\n")));
            case PIPELINED_REQUESTS ->
                List.of(new Crowd(FAST, Script.sending("").thenWithoutPause((GET + "\r\n").repeat(200))));
            case HUGE_HEADS ->
                List.of(new Crowd(FAST, Script.sending(GET).thenWithoutPause("X-Huge: " + "a".repeat(8000) + "\r\n")));
            case CHUNK_EXTENSIONS ->
                List.of(new Crowd(
                        FAST,
                        Script.sending(POST + "Transfer-Encoding: chunked\r\n\r\n")
                                .thenWithoutPause("1;" + "a".repeat(1000) + "\r\na\r\n")));
            case GZIP_BOMBS -> List.of(new Crowd(FAST, Script.sending("").thenWithoutPause(gzipRequest())));
            case TLS_HANDSHAKES -> List.of(new TlsHandshakes(THREADS));
            case TLS_HALF_HANDSHAKES ->
                List.of(
                        new Crowd(SLOW / 2, Script.sending("")),
                        new Crowd(SLOW / 2, Script.sending(Payloads.clientHello())));
        };
    }

    private static String gzipRequest() {
        String bomb = Payloads.gzipBomb(50);
        return "POST /inflate HTTP/1.1\r\nHost: test\r\nContent-Length: " + bomb.length() + "\r\n\r\n" + bomb;
    }
}
