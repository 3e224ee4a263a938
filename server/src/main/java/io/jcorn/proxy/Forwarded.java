package io.jcorn.proxy;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * What the trusted proxies say of a request; each part null where they say nothing.
 *
 * @param client the address that the outermost of them was called from; port 0 if they don't tell it
 * @param secure whether the client called it by {@code https}
 * @param authority {@code host[:port]} that the client called
 * @param port that the client called, where it is told apart from the host
 * @param prefix of the path that the client asked for, which the proxies took away; "" for none
 */
public record Forwarded(InetSocketAddress client, Boolean secure, String authority, Integer port, String prefix) {
    static final Forwarded NOTHING = new Forwarded(null, null, null, null, "");

    /** Whether both say the same; of a port that only one tells the other says nothing. */
    boolean agreesWith(Forwarded other) {
        return Objects.equals(secure, other.secure)
                && Objects.equals(authority(), other.authority())
                && Objects.equals(
                        client == null ? null : client.getAddress(),
                        other.client == null ? null : other.client.getAddress());
    }
}
