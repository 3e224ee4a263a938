package io.jcorn.servlet.testing;

import io.jcorn.app.RequestBody;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;

/** A body that arrives in the pieces a test feeds it. */
public final class MemoryBody implements RequestBody {
    private final Executor executor;
    private byte[] content = new byte[0];
    private int position;
    private boolean whole;
    private boolean broken;
    private Map<String, String> trailers = Map.of();
    private Runnable callback;

    public MemoryBody(Executor executor) {
        this.executor = executor;
    }

    public void feed(byte[] more) {
        synchronized (this) {
            byte[] joined = java.util.Arrays.copyOf(content, content.length + more.length);
            System.arraycopy(more, 0, joined, content.length, more.length);
            content = joined;
            notifyAll();
        }
        tell();
    }

    public void end(Map<String, String> fields) {
        synchronized (this) {
            whole = true;
            trailers = fields;
            notifyAll();
        }
        tell();
    }

    /** The client goes away in the middle. */
    public void breakOff() {
        synchronized (this) {
            broken = true;
            notifyAll();
        }
        tell();
    }

    private void tell() {
        Runnable due;
        synchronized (this) {
            due = callback;
            callback = null;
        }
        if (due != null) {
            executor.execute(due);
        }
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        while (position == content.length && !whole) {
            if (broken) {
                throw new EOFException("broken off");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        int count = Math.min(length, content.length - position);
        System.arraycopy(content, position, bytes, offset, count);
        position += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public synchronized int available() {
        return content.length - position;
    }

    @Override
    public synchronized boolean isReady() {
        return position < content.length || whole || broken;
    }

    @Override
    public synchronized boolean isFinished() {
        return position == content.length && whole;
    }

    @Override
    public void onReadable(Runnable task) {
        synchronized (this) {
            if (!isReady()) {
                callback = task;
                return;
            }
        }
        executor.execute(task);
    }

    @Override
    public synchronized Map<String, String> trailers() {
        return isFinished() ? trailers : Map.of();
    }
}
