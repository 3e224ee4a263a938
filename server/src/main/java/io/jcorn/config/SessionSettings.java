package io.jcorn.config;

import static io.jcorn.config.Setting.Section.SESSIONS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where sessions are kept. */
final class SessionSettings {
    private SessionSettings() {}

    static final Setting<SessionStoreLocation> SESSION_STORE = Setting.of(
                    SESSIONS, "session-store", new Texts.SessionStore())
            .defaultsTo("lmdb")
            .doc("""
            Where sessions are kept: `lmdb`, `memory` or the URL of Redis. `lmdb` is a store that all workers share and that outlives any of
            them. `memory` is a worker's own heap, for one worker: it leaves its sessions to the next one when it is
            reloaded or stopped, and loses them when it is killed. `redis://[[user]:password@]host[:port][/database]`, or
            `rediss://` by TLS, is Redis, for the workers of several machines.""");

    static final Setting<Path> SESSION_DIR =
            Setting.of(SESSIONS, "session-dir", new Texts.FilePath("DIR")).doc("""
            The folder of the session store; one that another running jcorn uses is refused. By default a folder for the
            addresses and applications that are served, in `/dev/shm/jcorn-USER` or, where that is small or missing, in
            the work folder; if another jcorn uses it, one beside it. It is kept when jcorn ends, so that sessions go on
            when it starts again; what it holds is dropped after a restart of the machine.""");

    static final Setting<Long> SESSION_SPACE = Setting.of(SESSIONS, "session-space", new Numbers.Bytes(1L << 46))
            .defaultsTo("4g")
            .doc("""
            How large the session store may get. Room is taken as sessions need it, and is not given back. When it is
            full, requests that change a session get 503 until others have expired.""");

    static final Setting<Path> SESSION_KEY_FILE =
            Setting.of(SESSIONS, "session-key-file", new Texts.FilePath("FILE")).doc("""
            Encrypts what the session store holds, also in Redis, with the first key in this file: a line of 32 bytes in
            base64, as `openssl rand -base64 32` makes it. Keys in further lines decrypt what was stored with them before.
            Nobody but its owner may have access to the file. HUP reads it again. Sessions of no key, or of another one,
            are unknown. By default nothing is encrypted.""");

    static final Setting<Integer> SESSION_COPIES = Setting.of(
                    SESSIONS, "session-copies", new Numbers.Whole(0, Integer.MAX_VALUE))
            .defaultsTo("10000")
            .doc("""
            How many sessions a worker keeps as objects besides the store. A session that it has and no other worker has
            changed is used without reading it again.""");

    static final Setting<Boolean> SESSION_COMPARE = Setting.of(SESSIONS, "session-compare", new Texts.Flag())
            .defaultsTo("true")
            .doc("""
            Whether an attribute that a request has got, and may have changed without setting it again, is compared with
            what is stored. It costs a serialization; switch it off if the application calls `setAttribute` after every
            change.""");

    static final Setting<Duration> SESSION_STORE_TIMEOUT = Setting.of(
                    SESSIONS, "session-store-timeout", new Numbers.Seconds())
            .defaultsTo("2s")
            .doc("""
            How long Redis may take for a connection or an answer before it counts as away.""");

    static final Setting<SessionStoreAway> SESSION_STORE_AWAY = Setting.of(
                    SESSIONS,
                    "session-store-away",
                    new Texts.Choice<>("fail|read-only", List.of(SessionStoreAway.values())))
            .defaultsTo("fail")
            .doc("""
            What a request gets while Redis is away. With `fail`, one that needs its session gets 503. With `read-only`, a
            session that the worker has as objects is served as it was last seen, though another worker may have changed
            or ended it; what a request changes still gets 503.""");

    static final Setting<Integer> SESSION_LIMIT = Setting.of(
                    SESSIONS, "session-limit", new Numbers.Whole(0, Integer.MAX_VALUE))
            .defaultsTo("0")
            .doc("""
            How many sessions an application may have. When there are as many, a request that needs a new one gets 503; those
            that are there go on, so that nobody who is logged in suffers from who makes sessions by the thousand. Requests
            that run at the same time may pass the limit together. 0 means any number: what is too many depends on the
            application, and `session-space` bounds them all.""");

    static final Setting<Duration> SESSION_NEW_TIMEOUT = Setting.of(
                    SESSIONS, "session-new-timeout", new Numbers.Seconds())
            .defaultsTo("0")
            .doc("""
            How long a session lives at the most until its client has come back with it, as crawlers never do. After that
            it lives as long as the application says. Any request with its id counts, also one for an image. 0 means no
            shorter than others: who reads a page for longer than this loses the session in which its form was made.
            Sessions that never expire are left alone.""");

    static final Setting<SessionPin> SESSION_PIN = Setting.of(
                    SESSIONS, "session-pin", new Texts.Choice<>("on|off", List.of(SessionPin.values())))
            .defaultsTo("on")
            .doc("""
            What becomes of a session attribute that doesn't serialize. With `on` it stays in the worker where it was set, and
            the others hand that worker the session's requests, until it ends or the attribute is removed. With `off`,
            `setAttribute` throws an IllegalArgumentException that names attribute and class. Neither concerns
            `session-store memory`.""");

    static final Setting<Duration> SESSION_PIN_TIMEOUT = Setting.of(
                    SESSIONS, "session-pin-timeout", new Numbers.Seconds())
            .defaultsTo("0")
            .doc("""
            How long a worker that is replaced, by HUP, TTOU or `max-requests`, stays for the sessions that are pinned to it.
            It takes no new connections meanwhile; its siblings hand it the requests of those sessions. Then, or when there
            are no such sessions any more, it leaves within the graceful timeout as others do, and their attributes that
            don't serialize are lost. Nobody waits for it: a reload is done when the new workers are ready. When jcorn
            stops, no worker stays.""");

    static final List<Setting<?>> ALL = List.of(
            SESSION_STORE,
            SESSION_DIR,
            SESSION_KEY_FILE,
            SESSION_LIMIT,
            SESSION_NEW_TIMEOUT,
            SESSION_SPACE,
            SESSION_COPIES,
            SESSION_COMPARE,
            SESSION_PIN,
            SESSION_PIN_TIMEOUT,
            SESSION_STORE_TIMEOUT,
            SESSION_STORE_AWAY);
}
