package io.jcorn.servlet.security;

import io.jcorn.app.RequestBody;
import java.util.Map;

/** A body that is all there. Used by one thread at a time. */
final class SavedBody implements RequestBody {
    private final byte[] content;
    private int position;

    SavedBody(byte[] content) {
        this.content = content;
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

    /** Never: it is always ready, and who asks {@link #isReady} first doesn't wait. */
    @Override
    public void onReadable(Runnable callback) {
        throw new IllegalStateException("the body is ready");
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
