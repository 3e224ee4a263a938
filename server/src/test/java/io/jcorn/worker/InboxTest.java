package io.jcorn.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
    private SocketPair sockets;
    private Inbox inbox;

    @BeforeEach
    void connect() throws IOException {
        sockets = SocketPair.open();
        inbox = new Inbox(new PlainTransport(sockets.server()));
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
    }

    private void send(String text) throws IOException {
        sockets.client().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private String read() throws IOException {
        byte[] bytes = new byte[100];
        return new String(bytes, 0, inbox.read(bytes, 0, bytes.length), US_ASCII);
    }

    @Test
    void shrinksToWhatWasNotRead() throws IOException {
        send("head rest");
        inbox.fill();
        inbox.consume("head ".length());
        inbox.pin();

        inbox.shrink();

        assertThat(inbox.bytes()).hasSize("rest".length());
        assertThat(read()).isEqualTo("rest");
        send("more");
        inbox.fill();
        assertThat(read()).isEqualTo("more");
    }

    @Test
    void shrinksToNothing() throws IOException {
        send("head");
        inbox.fill();
        inbox.consume("head".length());
        inbox.pin();

        inbox.shrink();

        assertThat(inbox.hasBuffer()).isFalse();
        send("more");
        assertThat(read()).isEqualTo("more");
    }
}
