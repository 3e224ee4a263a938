package io.jcorn.servlet.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.Service;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NonBlockingStreamsTest {
    private final TestContext context = new TestContext();
    private final List<String> heard = new ArrayList<>();

    private final MemoryExchange exchange =
            MemoryExchange.open("POST /app/servlet/info HTTP/1.1\nHost: a\nTransfer-Encoding: chunked", null);
    private final BridgeRequest request = context.request(exchange);

    /** Reads what there is, until the stream is not ready. */
    private final class Reader implements ReadListener {
        final ByteArrayOutputStream got = new ByteArrayOutputStream();
        final ServletInputStream in = request.getInputStream();

        @Override
        public void onDataAvailable() throws IOException {
            heard.add("data");
            byte[] bytes = new byte[3];
            while (in.isReady()) {
                int count = in.read(bytes);
                if (count > 0) {
                    got.write(bytes, 0, count);
                }
            }
        }

        @Override
        public void onAllDataRead() {
            heard.add("all");
            request.getAsyncContext().complete();
        }

        @Override
        public void onError(Throwable error) {
            heard.add("error " + error.getMessage());
        }
    }

    private abstract class Writer implements WriteListener {
        final ServletOutputStream out = request.response().getOutputStream();

        @Override
        public void onError(Throwable error) {
            heard.add("error " + error.getMessage());
        }
    }

    @Test
    void readsABodyAsItArrives() throws IOException {
        request.startAsync();
        Reader reader = new Reader();
        reader.in.setReadListener(reader);
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(heard).isEmpty();
        exchange.body().feed("hello ".getBytes(ISO_8859_1));
        exchange.runTasks();
        assertThat(heard).containsExactly("data");
        exchange.body().feed("world".getBytes(ISO_8859_1));
        exchange.runTasks();
        exchange.body().end(Map.of());
        exchange.runTasks();
        assertThat(reader.got.toString(ISO_8859_1)).isEqualTo("hello world");
        assertThat(heard).startsWith("data", "data").endsWith("all").containsOnlyOnce("all");
        assertThat(exchange.finishes()).isEqualTo(1);
    }

    @Test
    void aBodyThatIsThereIsReadWhenTheServletReturns() throws IOException {
        exchange.body().feed("hello".getBytes(ISO_8859_1));
        exchange.body().end(Map.of());
        request.startAsync();
        Reader reader = new Reader();
        reader.in.setReadListener(reader);
        assertThat(heard).isEmpty();
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("data", "all");
        assertThat(reader.got.toString(ISO_8859_1)).isEqualTo("hello");
    }

    @Test
    void ofAnEmptyBodyOnlyTheEndIsTold() throws IOException {
        exchange.body().end(Map.of());
        request.startAsync();
        Reader reader = new Reader();
        reader.in.setReadListener(reader);
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("all");
    }

    @Test
    void readingWhenNotReadyIsRefused() {
        request.startAsync();
        Reader reader = new Reader();
        reader.in.setReadListener(reader);
        assertThat(reader.in.isReady()).isFalse();
        assertThatThrownBy(reader.in::read).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listenersNeedAnAsynchronousCycleAndAreSetOnce() {
        ServletInputStream in = request.getInputStream();
        Reader reader = new Reader();
        assertThatThrownBy(() -> in.setReadListener(reader)).isInstanceOf(IllegalStateException.class);
        request.startAsync();
        in.setReadListener(reader);
        assertThatThrownBy(() -> in.setReadListener(reader)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.response().getOutputStream().setWriteListener(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void aClientThatBreaksOffIsAnError() throws IOException {
        request.startAsync();
        Reader reader = new Reader();
        reader.in.setReadListener(reader);
        request.leave();
        exchange.body().breakOff();
        exchange.runTasks();
        assertThat(heard).containsExactly("data", "error broken off");
        assertThat(context.errors).hasSize(1);
        assertThat(exchange.finishes()).isEqualTo(1);
    }

    @Test
    void writesWhileTheClientTakesAndCompletesWhenAllHasLeft() throws IOException {
        byte[] piece = "x".repeat(40_000).getBytes(ISO_8859_1);
        exchange.response().take(20_000);
        AsyncContext async = request.startAsync();
        Writer writer = new Writer() {
            private int written;

            @Override
            public void onWritePossible() throws IOException {
                heard.add("possible");
                while (out.isReady()) {
                    if (written == 2) {
                        async.complete();
                        return;
                    }
                    out.write(piece);
                    written++;
                }
            }
        };
        writer.out.setWriteListener(writer);
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(heard).containsExactly("possible");
        for (int i = 0; i < 20 && exchange.finishes() == 0; i++) {
            exchange.response().take(10_000);
            exchange.runTasks();
        }
        assertThat(exchange.response().body()).hasSize(80_000);
        assertThat(exchange.finishes()).isEqualTo(1);
    }

    @Test
    void completeWaitsForWhatWasWritten() throws IOException {
        AsyncContext async = request.startAsync();
        Writer writer = new Writer() {
            @Override
            public void onWritePossible() throws IOException {
                heard.add("possible");
                exchange.response().take(10);
                out.write(new byte[50_000]);
                async.complete();
            }
        };
        writer.out.setWriteListener(writer);
        assertThat(request.leave()).isEqualTo(Service.Outcome.SUSPENDED);
        assertThat(exchange.finishes()).isZero();
        exchange.response().take(1_000_000);
        exchange.runTasks();
        assertThat(exchange.response().body()).hasSize(50_000);
        assertThat(exchange.finishes()).isEqualTo(1);
        assertThat(heard).containsExactly("possible");
    }

    @Test
    void writingWhenNotReadyIsRefused() throws IOException {
        request.startAsync();
        Writer writer = new Writer() {
            @Override
            public void onWritePossible() throws IOException {
                exchange.response().take(0);
                assertThatThrownBy(() -> out.write(1)).isInstanceOf(IllegalStateException.class);
                heard.add("refused");
            }
        };
        writer.out.setWriteListener(writer);
        request.leave();
        assertThat(heard).containsExactly("refused");
    }

    @Test
    void aClientThatIsGoneIsAnError() throws IOException {
        request.startAsync();
        Writer writer = new Writer() {
            @Override
            public void onWritePossible() throws IOException {
                exchange.response().leave();
                out.write(1);
            }
        };
        writer.out.setWriteListener(writer);
        assertThat(request.leave()).isEqualTo(Service.Outcome.DONE);
        assertThat(heard).containsExactly("error Broken pipe");
        assertThat(context.errors).hasSize(1);
    }
}
