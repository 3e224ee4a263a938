package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStoreLocationTest {
    @ParameterizedTest
    @CsvSource({
        "lmdb, LMDB, lmdb",
        "Memory, MEMORY, memory",
        "redis://cache, REDIS, redis://cache",
        "redis://cache:6380/2, REDIS, redis://cache:6380",
        "redis://[::1]:6380, REDIS, redis://[::1]:6380",
        "rediss://shop:secret@cache, REDIS, rediss://cache",
        "redis://:secret@cache/, REDIS, redis://cache",
        "redis://shop:a%40b%2Fc@cache, REDIS, redis://cache",
        "'redis-sentinel://a,b:26380#shop', REDIS, 'redis-sentinel://a,b:26380'",
        "'rediss-cluster://u:p@a,b', REDIS, 'rediss-cluster://a,b'",
    })
    void knowsWhichAndNamesNoPassword(String text, SessionStoreKind kind, String shown) {
        SessionStoreLocation location = SessionStoreLocation.parse(text);
        assertThat(location.kind()).isEqualTo(kind);
        assertThat(location).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ldmb", "mem", "http://cache", "valkey://cache", "/var/lib/sessions"})
    void tellsWhatThereIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionStoreLocation.parse(text))
                .withMessageContaining("'" + text + "' is not known; give one of lmdb, memory, redis://host[:port]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis",
                "redis:",
                "redis:cache",
                "redis://",
                "redis:///1",
                "redis://secret@",
                "redis://a:secret@/1",
                "redis://a:sec@ret@cache",
                "redis://a:sec/ret@cache",
                "redis://cache/one?password=secret",
                "redis-cache://a:secret@cache",
                "redis://cache/shop",
            })
    void anInvalidUrlIsNotRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionStoreLocation.parse(text))
                .withMessage("the URL of Redis is invalid; give redis://[[user]:password@]host[:port][/database]");
    }
}
