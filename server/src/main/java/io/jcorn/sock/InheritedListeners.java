package io.jcorn.sock;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * Makes a channel of a listening socket that this process inherited as a bare descriptor. A worker's side.
 *
 * <p>The JDK offers this for descriptor 0 only ({@code System.inheritedChannel()}), so the constructor that it uses itself
 * is called by reflection; that needs {@code --add-opens} of {@code java.base/sun.nio.ch} and {@code java.base/java.io},
 * which the arbiter gives each worker. The constructor is the same on JDK 17 and 25, for TCP and UNIX sockets.
 *
 * <p>Blocking mode is a property of the socket, not of the descriptor: all processes that share a listener see a change
 * of it. So every worker uses it non-blocking.
 */
public final class InheritedListeners {
    private InheritedListeners() {}

    /**
     * A channel on descriptor {@code fd}, already bound and listening. Closing it closes this process's descriptor only.
     *
     * @param address where the socket is bound; tells its protocol family
     */
    public static ServerSocketChannel open(int fd, BindAddress address) throws IOException {
        try {
            Constructor<?> constructor = Class.forName("sun.nio.ch.ServerSocketChannelImpl")
                    .getDeclaredConstructor(
                            SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, boolean.class);
            constructor.setAccessible(true);
            return (ServerSocketChannel)
                    constructor.newInstance(SelectorProvider.provider(), family(address), descriptor(fd), true);
        } catch (InvocationTargetException e) {
            throw new IOException(address + " as descriptor " + fd + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK cannot wrap an inherited listener: " + e, e);
        }
    }

    private static FileDescriptor descriptor(int fd) throws ReflectiveOperationException {
        Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        return constructor.newInstance(fd);
    }

    private static ProtocolFamily family(BindAddress address) {
        if (address instanceof BindAddress.Unix) {
            return StandardProtocolFamily.UNIX;
        }
        if (address instanceof BindAddress.Tcp tcp) {
            return tcp.isIpv6() ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        }
        throw new IllegalArgumentException("the arbiter tells where " + address + " is bound");
    }
}
