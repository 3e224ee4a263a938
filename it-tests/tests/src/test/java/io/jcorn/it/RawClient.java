package io.jcorn.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** One connection on which just those bytes are sent that a test says. Blocks; throws rather than retries. */
final class RawClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final AutoCloseable connection;
    private final InputStream in;
    private final OutputStream out;

    private RawClient(AutoCloseable connection, InputStream in, OutputStream out) {
        this.connection = connection;
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    static RawClient connect(InetSocketAddress address) {
        return connect(address, SocketFactory.getDefault());
    }

    /** Speaks TLS, with a handshake as soon as something is sent. */
    static RawClient connect(InetSocketAddress address, SSLContext tls) {
        return connect(address, tls.getSocketFactory());
    }

    private static RawClient connect(InetSocketAddress address, SocketFactory factory) {
        try {
            Socket socket = factory.createSocket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.connect(address, READ_TIMEOUT_MILLIS);
            return new RawClient(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawClient connect(Path unixSocket) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(unixSocket));
            return new RawClient(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpAnswer get(String target) {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    HttpAnswer exchange(String request) {
        send(request);
        return read(!request.startsWith("HEAD "));
    }

    /** Sends on a thread of its own while it reads: for a request and an answer that are larger than buffers. */
    HttpAnswer exchangeWhileSending(String request) {
        Thread sender = new Thread(() -> send(request), "sender");
        sender.start();
        HttpAnswer answer = read();
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return answer;
    }

    /** Sends the characters of {@code bytes} as one byte each. */
    void send(String bytes) {
        try {
            out.write(bytes.getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one response, whatever its framing. */
    HttpAnswer read() {
        return read(true);
    }

    private HttpAnswer read(boolean hasBody) {
        try {
            String statusLine = readLine();
            Map<String, String> fields = new HashMap<>();
            for (String line = readLine(); !line.isEmpty(); line = readLine()) {
                int colon = line.indexOf(':');
                fields.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            return new HttpAnswer(
                    status, fields, new String(hasBody ? readBody(status, fields) : new byte[0], ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one line, without its CRLF. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after \"" + line.toString(ISO_8859_1) + "\"");
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads exactly {@code length} bytes. */
    byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Whether the server has closed its side; waits for it or for bytes. */
    boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private byte[] readBody(int status, Map<String, String> fields) throws IOException {
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (fields.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return readChunks();
        }
        String length = fields.get("content-length");
        return length == null ? in.readAllBytes() : readBytes(Integer.parseInt(length));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(readLine(), 16); size > 0; size = Integer.parseInt(readLine(), 16)) {
            body.write(readBytes(size));
            readLine();
        }
        while (!readLine().isEmpty()) {
            // a trailer field, of no interest
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
