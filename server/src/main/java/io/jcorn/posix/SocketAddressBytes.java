package io.jcorn.posix;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.constants.platform.AddressFamily;
import jnr.ffi.Platform;

/**
 * {@code struct sockaddr_in}, {@code sockaddr_in6} and {@code sockaddr_un} as bytes.
 *
 * <p>Linux begins with a family of 16 bits in native order; macOS and the BSDs with a length and a family of 8 bits each.
 */
final class SocketAddressBytes {
    /** {@code sun_path} of macOS; Linux has 108. With the terminating zero. */
    private static final int MAX_PATH_BYTES = 104;

    private static final int INET_LENGTH = 16;
    private static final int INET6_LENGTH = 28;
    private static final int UNIX_HEADER = 2;

    private static final boolean BSD = Platform.getNativePlatform().isBSD();

    private SocketAddressBytes() {}

    static AddressFamily family(SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return inet.getAddress() instanceof Inet6Address ? AddressFamily.AF_INET6 : AddressFamily.AF_INET;
        }
        return AddressFamily.AF_UNIX;
    }

    static byte[] encode(SocketAddress address) throws IOException {
        return address instanceof InetSocketAddress inet
                ? encodeInet(inet)
                : encodeUnix(((UnixDomainSocketAddress) address).getPath());
    }

    private static byte[] encodeInet(InetSocketAddress inet) {
        boolean v6 = inet.getAddress() instanceof Inet6Address;
        byte[] address = new byte[v6 ? INET6_LENGTH : INET_LENGTH];
        ByteBuffer bytes = header(address, family(inet));
        bytes.putShort((short) inet.getPort());
        if (inet.getAddress() instanceof Inet6Address inet6) {
            bytes.putInt(0); // flow information
            bytes.put(inet6.getAddress());
            bytes.order(ByteOrder.nativeOrder()).putInt(inet6.getScopeId());
        } else {
            bytes.put(inet.getAddress().getAddress());
        }
        return address;
    }

    private static byte[] encodeUnix(Path path) throws IOException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= MAX_PATH_BYTES) {
            throw new IOException("the path of a UNIX socket has at most " + (MAX_PATH_BYTES - 1) + " bytes, " + path
                    + " has " + name.length);
        }
        byte[] address = new byte[UNIX_HEADER + name.length + 1];
        header(address, AddressFamily.AF_UNIX).put(name);
        return address;
    }

    private static ByteBuffer header(byte[] address, AddressFamily family) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        if (BSD) {
            return bytes.put((byte) address.length).put((byte) family.intValue());
        }
        return bytes.order(ByteOrder.nativeOrder())
                .putShort((short) family.intValue())
                .order(ByteOrder.BIG_ENDIAN);
    }

    /** Reads what {@code getsockname} wrote. */
    static SocketAddress decode(byte[] address, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(address, 0, length);
        int family = BSD
                ? bytes.getShort() & 0xff
                : bytes.order(ByteOrder.nativeOrder()).getShort();
        bytes.order(ByteOrder.BIG_ENDIAN);
        if (family == AddressFamily.AF_INET.intValue() && length >= INET_LENGTH) {
            int port = Short.toUnsignedInt(bytes.getShort());
            return new InetSocketAddress(host(bytes, 4), port);
        }
        if (family == AddressFamily.AF_INET6.intValue() && length >= INET6_LENGTH) {
            int port = Short.toUnsignedInt(bytes.getShort());
            bytes.getInt(); // flow information
            byte[] host = new byte[16];
            bytes.get(host);
            return new InetSocketAddress(Inet6Address.getByAddress(null, host, -1), port);
        }
        if (family == AddressFamily.AF_UNIX.intValue()) {
            String path = StandardCharsets.UTF_8.decode(bytes).toString();
            int end = path.indexOf(0);
            return UnixDomainSocketAddress.of(end < 0 ? path : path.substring(0, end));
        }
        throw new IOException("address family " + family + " is neither IPv4, IPv6 nor UNIX");
    }

    private static InetAddress host(ByteBuffer bytes, int length) throws IOException {
        byte[] host = new byte[length];
        bytes.get(host);
        return InetAddress.getByAddress(host);
    }
}
