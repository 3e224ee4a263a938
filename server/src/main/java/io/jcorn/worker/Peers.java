package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** The two ends of a connection, for applications and logs. Any thread. */
record Peers(long id, SocketChannel channel) implements ConnectionInfo {
    @Override
    public SocketAddress remoteAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public boolean secure() {
        return false;
    }

    /** The remote address, for logs. */
    @Override
    public String toString() {
        return String.valueOf(remoteAddress());
    }
}
