package io.jcorn.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is given and reads what comes. */
final class RawClient implements AutoCloseable {
    /** As much as no two sockets keep on the way: who sends it sends it to a reader. */
    static final int MORE_THAN_SOCKETS_HOLD = 32 * 1024 * 1024;

    private final Socket socket = new Socket();

    RawClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    RawClient send(String latin1) throws IOException {
        socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** One write for each byte. */
    RawClient sendSlowly(String latin1) throws IOException {
        for (byte b : latin1.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
        return this;
    }

    RawClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads one response whose length its Content-Length tells. */
    String response() throws IOException {
        String head = until("\r\n\r\n");
        int at = head.indexOf("Content-Length: ");
        if (at < 0) {
            return head;
        }
        int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    String until(String end) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            seen.write(b);
            if (seen.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                return seen.toString(StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException("closed after: " + seen.toString(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the server closes. */
    String all() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    int read(byte[] into) throws IOException {
        return socket.getInputStream().read(into);
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
