package io.jcorn.sock;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom to believe: addresses and networks, separated by commas, or {@code *} for everybody. A peer on a UNIX socket, to
 * which the file's mode has let it, is believed unless nobody is. {@link #parse} reads what {@code toString} writes.
 *
 * @param networks none where it is everybody or nobody
 */
public record TrustedPeers(boolean everybody, List<Network> networks) {
    public TrustedPeers {
        networks = List.copyOf(networks);
    }

    /** Nobody for the empty text. Throws {@link IllegalArgumentException} with a sentence for the operator. */
    public static TrustedPeers parse(String text) {
        if (text.strip().equals("*")) {
            return new TrustedPeers(true, List.of());
        }
        if (text.isBlank()) {
            return new TrustedPeers(false, List.of());
        }
        return new TrustedPeers(
                false,
                Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(Network::parse)
                        .toList());
    }

    /** @param peer null, for one that is gone, is not */
    public boolean contains(SocketAddress peer) {
        if (peer instanceof InetSocketAddress inet) {
            return contains(inet.getAddress());
        }
        return peer != null && (everybody || !networks.isEmpty());
    }

    private boolean contains(InetAddress address) {
        return everybody || networks.stream().anyMatch(network -> network.contains(address));
    }

    @Override
    public String toString() {
        return everybody ? "*" : networks.stream().map(Network::toString).collect(Collectors.joining(","));
    }
}
