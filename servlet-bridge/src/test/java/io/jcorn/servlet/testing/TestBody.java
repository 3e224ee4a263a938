package io.jcorn.servlet.testing;

import io.jcorn.app.RequestBody;
import java.util.Map;
import java.util.concurrent.Executor;

/** A body that is all there. */
final class TestBody implements RequestBody {
    private final byte[] content;
    private final Executor executor;
    private int position;

    TestBody(byte[] content, Executor executor) {
        this.content = content;
        this.executor = executor;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (position == content.length) return -1;
        int count = Math.min(length, content.length - position);
        System.arraycopy(content, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return content.length - position;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean isFinished() {
        return position == content.length;
    }

    @Override
    public void onReadable(Runnable callback) {
        executor.execute(callback);
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
