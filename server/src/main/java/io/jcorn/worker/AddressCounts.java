package io.jcorn.worker;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each client's address has open in this worker, where that is limited. Any thread. */
final class AddressCounts {
    private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();
    private final int most;

    /** @param most connections of one address */
    AddressCounts(int most) {
        this.most = most;
    }

    /** Counts one more; false if that is one too many, which must {@link #leave} as any other. */
    boolean enter(InetAddress address) {
        return counts.merge(address, 1, Integer::sum) <= most;
    }

    void leave(InetAddress address) {
        counts.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }
}
