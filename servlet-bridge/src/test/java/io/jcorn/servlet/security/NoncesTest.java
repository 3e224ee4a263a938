package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.security.Nonces.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7616 §3.3, §5.4. */
class NoncesTest {
    private final AtomicLong now = new AtomicLong(1_000_000);

    private Nonces nonces(byte[] key) {
        return new Nonces(key, new SecureRandom(), () -> java.time.Instant.ofEpochMilli(now.get()));
    }

    @Test
    void areGoodForFiveMinutes() {
        Nonces nonces = nonces(new byte[32]);
        String nonce = nonces.fresh();

        now.addAndGet(300_000);
        assertThat(nonces.check(nonce)).isEqualTo(Verdict.GOOD);
        now.addAndGet(1);
        assertThat(nonces.check(nonce)).isEqualTo(Verdict.STALE);
    }

    @Test
    void areKnownToEachWorkerOfTheKey(@TempDir Path work) throws Exception {
        byte[] key = SharedKey.in(work, new SecureRandom());
        byte[] same = SharedKey.in(work, new SecureRandom());

        assertThat(nonces(same).check(nonces(key).fresh())).isEqualTo(Verdict.GOOD);
        assertThat(nonces(new byte[32]).check(nonces(key).fresh())).isEqualTo(Verdict.BAD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("nonce-key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(work)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void takeCountsThatAreNotTooFarBehind() {
        Nonces nonces = nonces(new byte[32]);
        String nonce = nonces.fresh();

        assertThat(nonces.use(nonce, 1000)).isTrue();
        assertThat(nonces.use(nonce, 745)).isTrue();
        assertThat(nonces.use(nonce, 744)).as("out of the window").isFalse();
        assertThat(nonces.use(nonce, 5000)).isTrue();
        assertThat(nonces.use(nonce, 4999)).isTrue();
        assertThat(nonces.use(nonce, 1000)).isFalse();
        assertThat(nonces.use(nonces.fresh(), 1)).as("of another nonce").isTrue();
    }
}
