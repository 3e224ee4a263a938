package io.jcorn.servlet.testing;

import io.jcorn.app.Response;
import io.jcorn.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A response that collects in memory what a client would get, and a client that takes as much as a test lets it. */
public final class MemoryResponse implements Response {
    private final Executor executor;
    private final ResponseHead head = new ResponseHead();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private int bufferSize = 8192;
    private boolean committed;
    private long room = Long.MAX_VALUE;
    private boolean gone;
    private Runnable callback;
    private Supplier<Map<String, String>> trailers;

    public MemoryResponse(Executor executor) {
        this.executor = executor;
    }

    /** The client takes so many bytes more. */
    public void take(long bytes) {
        Runnable due;
        synchronized (this) {
            room = bytes;
            due = callback;
            callback = null;
        }
        if (due != null) {
            executor.execute(due);
        }
    }

    public synchronized void leave() {
        gone = true;
    }

    /** All of the body so far, sent or not. */
    public synchronized byte[] body() {
        byte[] first = sent.toByteArray();
        byte[] second = buffer.toByteArray();
        byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    public String text(Charset charset) {
        return new String(body(), charset);
    }

    public Supplier<Map<String, String>> trailers() {
        return trailers;
    }

    @Override
    public ResponseHead head() {
        return head;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public int bufferSize() {
        return bufferSize;
    }

    @Override
    public void bufferSize(int bytes) {
        bufferSize = bytes;
    }

    @Override
    public synchronized long written() {
        return (long) sent.size() + buffer.size();
    }

    @Override
    public synchronized void resetBuffer() {
        if (committed) {
            throw new IllegalStateException("committed");
        }
        buffer.reset();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) {
            throw new IOException("Broken pipe");
        }
        room = room == Long.MAX_VALUE ? room : room - length;
        buffer.write(bytes, offset, length);
        if (buffer.size() > bufferSize) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (gone) {
            throw new IOException("Broken pipe");
        }
        committed = true;
        buffer.writeTo(sent);
        buffer.reset();
    }

    @Override
    public void sendFile(FileChannel file, long position, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) count);
        try (file) {
            file.read(bytes, position);
        }
        write(bytes.array(), 0, bytes.position());
    }

    @Override
    public synchronized boolean isWritable() {
        return room > 0;
    }

    @Override
    public void onWritable(Runnable task) {
        synchronized (this) {
            if (room <= 0) {
                callback = task;
                return;
            }
        }
        executor.execute(task);
    }

    @Override
    public void trailers(Supplier<Map<String, String>> supplier) {
        trailers = supplier;
    }

    @Override
    public void sendInterim(ResponseHead interim) {
        throw new UnsupportedOperationException("no test sends one");
    }
}
