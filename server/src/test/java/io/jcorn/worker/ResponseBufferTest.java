package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ResponseBufferTest {
    private static final byte[] MANY = new byte[10_000];

    private static ByteBuffer filled(ResponseBuffer buffer) {
        buffer.add(MANY, 0, MANY.length);
        return buffer.take();
    }

    /** Runs {@code task} on a new request thread, which waits in vain for another one and ends with the JVM. */
    private static <T> T onRequestThread(Supplier<T> task) throws Exception {
        var result = new CompletableFuture<T>();
        new RequestThreads(1, 0, 0, 0, 0).execute(() -> result.complete(task.get()), false);
        return result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void fewBytesAreKeptOnTheHeap() throws Exception {
        assertThat(onRequestThread(() -> {
                    var buffer = new ResponseBuffer();
                    buffer.add(MANY, 0, 100);
                    return buffer.take().isDirect();
                }))
                .isFalse();
    }

    @Test
    void aThreadsMemoryIsLentToOneResponseAtATime() throws Exception {
        boolean[] direct = onRequestThread(() -> {
            var first = new ResponseBuffer();
            var second = new ResponseBuffer();
            var third = new ResponseBuffer();
            boolean one = filled(first).isDirect();
            boolean two = filled(second).isDirect();
            first.release();
            return new boolean[] {one, two, filled(third).isDirect()};
        });
        assertThat(direct).containsExactly(true, false, true);
    }

    @Test
    void anotherThreadPutsNothingIntoAThreadsMemory() throws Exception {
        var buffer = new ResponseBuffer();
        byte[] text = "of one response".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer memory = onRequestThread(() -> {
            buffer.add(MANY, 0, MANY.length);
            ByteBuffer whole = buffer.take();
            buffer.add(text, 0, text.length);
            return whole;
        });
        buffer.add(MANY, 0, MANY.length);
        ByteBuffer taken = buffer.take();
        assertThat(memory.isDirect()).isTrue();
        assertThat(taken.isDirect()).isFalse();
        byte[] begin = new byte[text.length];
        taken.get(begin);
        assertThat(begin).isEqualTo(text);
        assertThat(taken.remaining()).isEqualTo(MANY.length);
    }

    @Test
    void holdsWhatItsSizeAllowsAndNoMore() throws Exception {
        var buffer = new ResponseBuffer();
        buffer.size(1000);
        assertThat(buffer.add(MANY, 0, MANY.length)).isEqualTo(1000);
        assertThat(buffer.isFull()).isTrue();
    }
}
