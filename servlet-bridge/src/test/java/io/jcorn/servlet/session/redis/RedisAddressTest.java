package io.jcorn.servlet.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://cache, redis://cache:6379",
        "redis://cache/, redis://cache:6379",
        "redis://cache:1/0, redis://cache:1",
        "redis://10.0.0.1:65535/15, redis://10.0.0.1:65535/15",
        "redis://[::1]:6380, redis://::1:6380",
        "rediss://shop:secret@cache:1, rediss://cache:1",
        "'redis-sentinel://a,b:1/2#shop', 'redis-sentinel://a:26379,b:1/2#shop'",
        "'rediss-sentinel://u:p@a#shop', 'rediss-sentinel://a:26379#shop'",
        "'redis-cluster://a,b:1', 'redis-cluster://a:6379,b:1'",
    })
    void readsUrls(String url, String shown) {
        assertThat(RedisAddress.parse(url)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache, , ",
        "redis://:secret@cache, , secret",
        "redis://shop:secret@cache, shop, secret",
        "redis://sh%40p:a%3Ab%2Fc+d%25@cache, sh@p, a:b/c+d%",
        "'redis-sentinel://shop:s:e@a#m', shop, s:e",
    })
    void readsUserAndPassword(String url, String user, String password) {
        RedisAddress address = RedisAddress.parse(url);
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "redis://                   | give redis://[[user]:password@]host[:port][/database]",
                "redis://cache/shop         | give redis://[[user]:password@]host[:port][/database]",
                "redis://a:b@c@d            | give redis://[[user]:password@]host[:port][/database]",
                "redis://cache:             | 'cache:' is no host[:port]",
                "redis://cache:port         | 'cache:port' is no host[:port]",
                "redis://cache:0            | the port of 'cache:0' is not from 1 to 65535",
                "redis://cache:65536        | the port of 'cache:65536' is not from 1 to 65535",
                "redis://::1                | '::1' is no host[:port]",
                "redis://a:secret%zz@cache  | user and password are percent-encoded, as in %40 for @",
                "redis://a,b                | several servers are a redis-cluster:// or redis-sentinel://",
                "redis-cluster://a,,b       | '' is no host[:port]",
                "redis-cluster://a/1        | a cluster has no databases",
                "redis://a#shop             | #master, the name of what they watch, belongs to redis-sentinel://",
                "redis-sentinel://a         | #master, the name of what they watch, belongs to redis-sentinel://",
            })
    void tellsWhatIsWrong(String url, String told) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the URL of session-store is invalid: " + told)
                .hasMessageNotContaining("secret");
    }

    @Test
    void showsNoPassword() {
        assertThat(RedisAddress.parse("redis://shop:secret@cache").toString())
                .doesNotContain("shop")
                .doesNotContain("secret");
    }
}
