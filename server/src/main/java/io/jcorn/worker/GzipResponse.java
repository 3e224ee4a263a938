package io.jcorn.worker;

import io.jcorn.app.Response;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * What an application writes to where responses may be compressed: in front of the {@link Http1Response}, which knows
 * nothing of it. Belongs to the exchange's holder.
 *
 * <p>The body is held back until the response has to be committed: when it is flushed, is longer than the buffer, or
 * ends. Then its head tells whether it is compressed; from there on bytes go through, by {@code gzip} or as they are.
 */
final class GzipResponse implements Response {
    /** GZIPOutputStream as it is, but for one thing: it can be given up without its end being written. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 8192, true); // what is flushed reaches the client
        }

        /** Frees the memory outside the heap. */
        void release() {
            def.end();
        }
    }

    private final Http1Response response;
    private final Compression compression;
    private final RequestHead request;
    private final OutputStream through = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            response.write(bytes, offset, length);
        }
    };

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(512);
    private boolean decided;
    private Gzip gzip;
    /** Whether the body only would be compressed: its length must not be taken for that. */
    private boolean unsent;

    private long written;
    /** How many bytes the application has declared; -1 if it declared none. */
    private long declared = -1;

    private long compressed;

    GzipResponse(Http1Response response, Compression compression, RequestHead request) {
        this.response = response;
        this.compression = compression;
        this.request = request;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (!decided && held.size() + (long) length <= bufferSize()) {
            held.write(bytes, offset, length);
            return;
        }
        decide(-1);
        pass(bytes, offset, length);
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        if (gzip == null) {
            if (!unsent) {
                response.write(bytes, offset, length);
            }
        } else {
            int n = declared < 0 ? length : (int) Math.min(length, declared - compressed);
            compressed += n;
            gzip.write(bytes, offset, n);
        }
    }

    /** @param size of the whole body; -1 if it isn't known, then what is declared counts */
    private void decide(long size) throws IOException {
        if (decided) {
            return;
        }
        decided = true;
        declared = head().contentLength();
        boolean applies = compression.apply(request, head(), declared >= 0 ? declared : size);
        unsent = applies && request.isHead();
        if (applies && !unsent) {
            gzip = new Gzip(through);
        }
        pass(held.toByteArray(), 0, held.size());
        held.reset();
    }

    @Override
    public void flush() throws IOException {
        decide(-1);
        if (gzip != null) {
            gzip.flush();
        }
        response.flush();
    }

    /** The exchange's: the application has written all of it. A body that is shorter than declared gets no end. */
    void end() throws IOException {
        decide(written);
        if (gzip != null && (declared < 0 || compressed == declared)) {
            gzip.finish();
        }
    }

    /** From now on bytes go through as they are. */
    void leave() {
        decided = true;
    }

    /** The exchange is over, however it ended: what is written now is dropped by whom it gets to. */
    void release() {
        leave();
        if (gzip != null) {
            gzip.release();
            gzip = null;
        }
    }

    /** Files are sent as they are, unless something that is compressed came before. */
    @Override
    public void sendFile(FileChannel file, long position, long count) throws IOException {
        if (gzip != null) {
            Http1Response.copy(file, position, count, this);
            return;
        }
        leave();
        response.write(held.toByteArray(), 0, held.size());
        held.reset();
        written += count;
        response.sendFile(file, position, count);
    }

    @Override
    public ResponseHead head() {
        return response.head();
    }

    @Override
    public boolean isCommitted() {
        return decided || response.isCommitted();
    }

    @Override
    public int bufferSize() {
        return response.bufferSize();
    }

    @Override
    public void bufferSize(int bytes) {
        response.bufferSize(bytes);
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void resetBuffer() {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
        held.reset();
        written = 0;
    }

    @Override
    public boolean isWritable() {
        return response.isWritable();
    }

    @Override
    public void onWritable(Runnable callback) {
        response.onWritable(callback);
    }

    @Override
    public void trailers(Supplier<Map<String, String>> trailers) {
        response.trailers(trailers);
    }

    @Override
    public void sendInterim(ResponseHead interim) throws IOException {
        response.sendInterim(interim);
    }
}
