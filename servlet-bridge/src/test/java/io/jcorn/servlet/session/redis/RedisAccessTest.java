package io.jcorn.servlet.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redis lets in whom it should, by TLS and without, and who is not let in is told why. */
class RedisAccessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    static Path folder;

    private static Certificate certificate;
    private static RedisServer server;
    private static int tlsPort;

    @BeforeAll
    static void startRedis() throws Exception {
        certificate = Certificate.in(folder);
        tlsPort = RedisServer.freePort();
        List<String> options = new ArrayList<>(certificate.options(tlsPort));
        user(options, "shop on >a:b@c/d ~jcorn:* +@all -@dangerous");
        user(options, "reader on >secret ~jcorn:* +@read +@connection");
        user(options, "stranger on >secret ~other:* +@all");
        server = new RedisServer(folder, options.toArray(String[]::new));
    }

    private static void user(List<String> options, String rules) {
        options.add("--user");
        options.addAll(List.of(rules.split(" ", -1)));
    }

    @AfterAll
    static void stopRedis() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void trustTheCertificate() {
        System.setProperty(TRUST_STORE, certificate.trustStore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, certificate.password());
    }

    @AfterEach
    void trustWhomTheJvmTrusts() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    private static String url(String pattern) {
        return pattern.replace("PORT", "" + server.port()).replace("TLS", "" + tlsPort);
    }

    @ParameterizedTest
    @CsvSource({
        "rediss://localhost:TLS",
        "rediss://shop:a%3Ab%40c%2Fd@localhost:TLS/1",
        "redis://shop:a%3Ab%40c%2Fd@127.0.0.1:PORT",
        "redis://127.0.0.1:PORT/15",
    })
    void letsIn(String pattern) {
        SessionKey key = new SessionKey(1, "session");
        SessionTimes times = new SessionTimes(1, 1, 1, 1, 60);
        try (SessionStore store = RedisStore.open(url(pattern), Duration.ofSeconds(10))) {
            store.save(key, new SessionDelta(true, false, times, Map.of("a", new byte[10]), Set.of()))
                    .join();
            assertThat(store.find(key, 0).attributes()).containsOnlyKeys("a");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://shop:secret@127.0.0.1:PORT      | Redis refuses access: WRONGPASS",
                "redis://nobody:secret@127.0.0.1:PORT    | Redis refuses access: WRONGPASS",
                "redis://reader:secret@127.0.0.1:PORT    | Redis refuses access: NOPERM",
                "redis://stranger:secret@127.0.0.1:PORT  | Redis refuses access: NOPERM",
                "redis://127.0.0.1:PORT/99               | Redis failed: ERR DB index is out of range",
                "rediss://127.0.0.1:TLS                  | Redis can't be reached: No subject alternative names",
                "rediss://localhost:PORT                 | Redis can't be reached: ",
                "redis://no-such-host.invalid            | Redis can't be reached: ",
            })
    void tellsWhoIsNotLetIn(String pattern, String told) {
        assertThatThrownBy(() -> RedisStore.open(url(pattern), TIMEOUT))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(told)
                .hasMessageNotContaining("secret");
    }

    @Test
    void trustsNoUnknownCertificate() {
        trustWhomTheJvmTrusts();
        assertThatThrownBy(() -> RedisStore.open(url("rediss://localhost:TLS"), TIMEOUT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("certification path");
    }
}
