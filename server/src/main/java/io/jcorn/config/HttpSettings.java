package io.jcorn.config;

import static io.jcorn.config.Setting.Section.HTTP;

import java.time.Duration;
import java.util.List;

/** Limits and timeouts of connections and messages. */
final class HttpSettings {
    private HttpSettings() {}

    private static final int HEAD_MAX = 1 << 20;
    private static final int BUFFER_MAX = 1 << 30;
    private static final int RATE_MAX = 1_000_000;

    static final Setting<Duration> KEEP_ALIVE = Setting.of(HTTP, "keep-alive", new Numbers.Seconds())
            .alias("keepalive")
            .defaultsTo("15")
            .doc("""
            How long an idle connection is kept for its next request. Give more than a proxy in front keeps its
            connections idle, else it now and then sends a request to a connection that is just being closed. 0 closes
            each connection after its response.""");

    static final Setting<Long> KEEP_ALIVE_REQUESTS = Setting.of(HTTP, "keep-alive-requests", new Numbers.Count())
            .defaultsTo("0")
            .doc("""
            How many requests a connection may have; the response to the last says that it closes. 0 means any number.
            Give one where proxies or clients keep few connections for ever: new ones are shared out among the workers
            anew.""");

    static final Setting<Duration> HEAD_TIMEOUT = Setting.of(HTTP, "head-timeout", new Numbers.Seconds())
            .defaultsTo("10")
            .doc("""
            How long a client may take to send a request's head, from its first byte on. Then the answer is 408. 0 means
            as long as it takes.""");

    static final Setting<Duration> BODY_TIMEOUT = Setting.of(HTTP, "body-timeout", new Numbers.Seconds())
            .defaultsTo("30")
            .doc("""
            How long a client may pause while it sends a request's body. Then the connection is closed, or answered 408
            if nothing has been answered yet. 0 means as long as it takes.""");

    static final Setting<Duration> WRITE_TIMEOUT = Setting.of(HTTP, "write-timeout", new Numbers.Seconds())
            .defaultsTo("30")
            .doc("""
            How long a client may take nothing of its response. Then the connection is reset. 0 means as long as it
            takes.""");

    static final Setting<Integer> MIN_BODY_RATE = Setting.of(HTTP, "min-body-rate", new Numbers.Whole(0, RATE_MAX))
            .defaultsTo("240")
            .doc("""
            How many bytes a second of a request's body must come on average, once it has kept us waiting for
            `body-timeout` in all. Else the connection ends as if it had paused for too long. 0 means any.""");

    static final Setting<Integer> MIN_WRITE_RATE = Setting.of(HTTP, "min-write-rate", new Numbers.Whole(0, RATE_MAX))
            .defaultsTo("240")
            .doc("""
            How many bytes a second a client must take on average of a response that has waited for it for
            `write-timeout`. Else the connection is reset. 0 means any.""");

    static final Setting<Integer> LIMIT_REQUEST_LINE = Setting.of(
                    HTTP, "limit-request-line", new Numbers.Whole(1, HEAD_MAX))
            .defaultsTo("8190")
            .doc("""
            How many bytes a request line may have. A longer one is answered 414.""");

    static final Setting<Integer> LIMIT_REQUEST_FIELDS = Setting.of(
                    HTTP, "limit-request-fields", new Numbers.Whole(1, 32_768))
            .defaultsTo("100")
            .doc("""
            How many header fields a request may have. More are answered 431.""");

    static final Setting<Integer> LIMIT_REQUEST_FIELD_SIZE = Setting.of(
                    HTTP, "limit-request-field-size", new Numbers.Whole(1, HEAD_MAX))
            .defaultsTo("8190")
            .doc("""
            How many bytes a header field may have. A longer one is answered 431.""");

    static final Setting<Long> LIMIT_REQUEST_HEAD = Setting.of(
                    HTTP, "limit-request-head", new Numbers.Bytes(BUFFER_MAX))
            .defaultsTo("65536")
            .doc("""
            How many bytes a request's head may have in all, and a trailer section. A longer one is answered 431. Heads
            that are slow to come are kept in memory, so this times `worker-connections` is what clients may take of it.
            0 means no limit but those of its parts.""");

    static final Setting<Long> LIMIT_REQUEST_BODY = Setting.of(
                    HTTP, "limit-request-body", new Numbers.Bytes(Long.MAX_VALUE))
            .defaultsTo("0")
            .doc("""
            How many bytes a request's body may have; 0 means no limit. A longer one is answered 413.""");

    static final Setting<Long> BODY_BUFFER = Setting.of(HTTP, "body-buffer", new Numbers.Bytes(BUFFER_MAX))
            .defaultsTo("65536")
            .doc("""
            How many bytes of a request's body are read before a thread serves the request. So a slow client holds no
            thread until it has sent them. Requests with larger bodies get at most half of the threads at a time; who has
            waited for one as long as `body-timeout` is answered with 503. 0 means not to wait for any body.""");

    static final Setting<Long> RESPONSE_BUFFER = Setting.of(HTTP, "response-buffer", new Numbers.Bytes(BUFFER_MAX))
            .defaultsTo("1048576")
            .doc("""
            How many bytes of a response wait for a slow client before the application that writes them has to wait
            too, see `waiting-threads`. When all responses that wait take more than a sixteenth of the worker's heap, it
            has to wait sooner.""");

    static final Setting<Boolean> PERMIT_MISSING_HOST = Setting.of(HTTP, "permit-missing-host", new Texts.Flag())
            .defaultsTo("false")
            .doc("""
            Serve HTTP/1.1 requests that lack a Host field. They are answered 400 else, as RFC 9112 §3.2 has it.""");

    static final Setting<Boolean> PERMIT_ENCODED_SLASH = Setting.of(HTTP, "permit-encoded-slash", new Texts.Flag())
            .defaultsTo("false")
            .doc("""
            Serve paths with `%2F` in them, which are answered 400 otherwise. It stays `%2F` in what a servlet gets as
            path, so it divides no segments: `/files/a%2Fb` is below `/files/` and nowhere deeper.""");

    static final Setting<Boolean> PERMIT_ENCODED_BACKSLASH = Setting.of(
                    HTTP, "permit-encoded-backslash", new Texts.Flag())
            .defaultsTo("false")
            .doc("""
            Serve paths with `%5C` in them, which are answered 400 otherwise. A servlet gets it as a backslash, which
            divides no segments.""");

    static final List<Setting<?>> ALL = List.of(
            KEEP_ALIVE,
            KEEP_ALIVE_REQUESTS,
            HEAD_TIMEOUT,
            BODY_TIMEOUT,
            WRITE_TIMEOUT,
            MIN_BODY_RATE,
            MIN_WRITE_RATE,
            LIMIT_REQUEST_LINE,
            LIMIT_REQUEST_FIELDS,
            LIMIT_REQUEST_FIELD_SIZE,
            LIMIT_REQUEST_HEAD,
            LIMIT_REQUEST_BODY,
            BODY_BUFFER,
            RESPONSE_BUFFER,
            PERMIT_MISSING_HOST,
            PERMIT_ENCODED_SLASH,
            PERMIT_ENCODED_BACKSLASH);
}
