package io.jcorn.relay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/**
 * A socket's address in a header.
 *
 * <pre>
 *   none 0     internet 1 | length 1 | address | scope 4 | port 2     UNIX 2 | path
 * </pre>
 */
final class AddressForm {
    private static final byte NONE = 0;
    private static final byte INTERNET = 1;
    private static final byte UNIX = 2;

    private AddressForm() {}

    static void write(SocketAddress address, DataOutputStream out) throws IOException {
        if (address instanceof InetSocketAddress internet && !internet.isUnresolved()) {
            byte[] bytes = internet.getAddress().getAddress();
            out.writeByte(INTERNET);
            out.writeByte(bytes.length);
            out.write(bytes);
            out.writeInt(internet.getAddress() instanceof Inet6Address wide ? wide.getScopeId() : 0);
            out.writeShort(internet.getPort());
        } else if (address instanceof UnixDomainSocketAddress unix) {
            out.writeByte(UNIX);
            out.writeUTF(unix.getPath().toString());
        } else {
            out.writeByte(NONE);
        }
    }

    static SocketAddress read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case NONE -> null;
            case INTERNET -> internet(in);
            case UNIX -> UnixDomainSocketAddress.of(in.readUTF());
            default -> throw new IOException("an address of kind " + kind);
        };
    }

    private static InetSocketAddress internet(DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(in.readUnsignedByte());
        int scope = in.readInt();
        InetAddress address =
                scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
        return new InetSocketAddress(address, in.readUnsignedShort());
    }
}
