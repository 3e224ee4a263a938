package io.jcorn.servlet.testing;

import io.jcorn.app.Response;
import io.jcorn.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A response that keeps what a client would get; committed by a flush. */
final class TestResponse implements Response {
    private final ResponseHead head = new ResponseHead();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final Executor executor;
    private int bufferSize = 8192;
    private boolean committed;

    TestResponse(Executor executor) {
        this.executor = executor;
    }

    byte[] content() {
        return content.toByteArray();
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
    public long written() {
        return content.size();
    }

    @Override
    public void resetBuffer() {
        if (committed) throw new IllegalStateException("committed");
        content.reset();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        content.write(bytes, offset, length);
    }

    @Override
    public void flush() {
        committed = true;
    }

    @Override
    public void sendFile(FileChannel file, long position, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) count);
        try (file) {
            file.read(bytes, position);
        }
        content.write(bytes.array(), 0, bytes.position());
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void onWritable(Runnable callback) {
        executor.execute(callback);
    }

    @Override
    public void trailers(Supplier<Map<String, String>> trailers) {}

    @Override
    public void sendInterim(ResponseHead head) {}
}
