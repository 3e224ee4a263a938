package io.jcorn.worker;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** An event loop's connections to other workers that have no request now. The leader's. */
final class RelayLinks {
    /** What is read of a response at a time. */
    private static final int READ_BYTES = 32 * 1024;

    private final EventLoop loop;
    private final Map<String, ArrayDeque<RelayLink>> idle = new HashMap<>();
    private byte[] input;

    RelayLinks(EventLoop loop) {
        this.loop = loop;
    }

    /** One that was used before; null if there is none. The other worker may have closed it at this moment. */
    RelayLink take(String worker) {
        ArrayDeque<RelayLink> links = idle.get(worker);
        return links == null ? null : links.pollLast();
    }

    /** A new one; null if the worker is gone. @throws IOException if it is there and can't take one */
    RelayLink connect(String worker) throws IOException {
        SocketChannel channel = loop.worker.relays().connect(worker);
        return channel == null ? null : new RelayLink(loop, worker, channel);
    }

    /** Takes back one whose response is over. */
    void release(RelayLink link) {
        idle.computeIfAbsent(link.worker(), worker -> new ArrayDeque<>()).addLast(link);
    }

    /** It was closed. */
    void remove(RelayLink link) {
        ArrayDeque<RelayLink> links = idle.get(link.worker());
        if (links != null && links.remove(link) && links.isEmpty()) {
            idle.remove(link.worker());
        }
    }

    /** An array to read into. Who keeps what was read says so by {@link #inputIsKept}. */
    byte[] input() {
        if (input == null) {
            input = new byte[READ_BYTES];
        }
        return input;
    }

    void inputIsKept() {
        input = null;
    }
}
