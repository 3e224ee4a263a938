package io.jcorn.servlet.session.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class NoncesTest {
    @Test
    void noneComesTwiceInAnyThread() throws Exception {
        Nonces nonces = new Nonces();
        Set<ByteBuffer> seen = ConcurrentHashMap.newKeySet();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    seen.add(ByteBuffer.wrap(nonces.next()));
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(4000).allMatch(nonce -> nonce.remaining() == ExtendedGcm.NONCE_BYTES);
    }

    @Test
    void anotherProcessHasOthers() {
        assertThat(new Nonces().next()).isNotEqualTo(new Nonces().next());
    }
}
