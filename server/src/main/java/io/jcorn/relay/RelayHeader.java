package io.jcorn.relay;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.TlsInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What comes before a request that another worker hands over: the connection that its client has with that worker.
 *
 * <pre>
 *   "JCR" 1 | bytes of the rest 4 | flags 1 | id 8 | remote | local | count 2 × ( type 1, length 4, value ) | TLS
 * </pre>
 *
 * <p>Both ends are workers of one server, so there is one version. Deeply immutable, but for the TLVs, which nobody writes.
 *
 * @param last whether the response has to say that no other follows on the client's connection
 * @param id of the connection; see {@link ConnectionInfo#id}
 * @param remoteAddress null if unknown; so is the local one
 * @param tls null if the connection itself doesn't speak it
 */
public record RelayHeader(
        boolean last,
        long id,
        SocketAddress remoteAddress,
        SocketAddress localAddress,
        Map<Integer, byte[]> proxyTlvs,
        boolean secure,
        TlsInfo tls)
        implements ConnectionInfo {
    /** What a worker answers before anything else as soon as it has read the head: from now on it serves the request. */
    public static final byte TAKEN = 6;

    private static final int MAGIC = 'J' << 24 | 'C' << 16 | 'R' << 8 | 1;
    private static final int PREFIX_BYTES = 8;
    /** A chain of certificates may have some kilobytes; more than this is no header. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int LAST = 1;
    private static final int SECURE = 2;
    private static final int TLS = 4;

    /** @param last see {@link #last} */
    public static RelayHeader of(ConnectionInfo connection, long id, boolean last) {
        return new RelayHeader(
                last,
                id,
                connection.remoteAddress(),
                connection.localAddress(),
                connection.proxyTlvs(),
                connection.secure(),
                connection.tls());
    }

    /** The header as it is sent. */
    public byte[] toBytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(0);
            out.writeByte((last ? LAST : 0) | (secure ? SECURE : 0) | (tls == null ? 0 : TLS));
            out.writeLong(id);
            AddressForm.write(remoteAddress, out);
            AddressForm.write(localAddress, out);
            out.writeShort(proxyTlvs.size());
            for (Map.Entry<Integer, byte[]> tlv : proxyTlvs.entrySet()) {
                out.writeByte(tlv.getKey());
                out.writeInt(tlv.getValue().length);
                out.write(tlv.getValue());
            }
            if (tls != null) {
                RelayedTls.write(tls, out);
            }
            byte[] header = bytes.toByteArray();
            ByteBuffer.wrap(header).putInt(4, header.length - PREFIX_BYTES);
            return header;
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all that is written", e);
        }
    }

    /**
     * How long the header is that begins at {@code start}.
     *
     * @return 0 if not all of it is there
     * @throws IOException if it is none
     */
    public static int length(byte[] bytes, int start, int end) throws IOException {
        if (end - start < PREFIX_BYTES) {
            return 0;
        }
        ByteBuffer prefix = ByteBuffer.wrap(bytes, start, PREFIX_BYTES);
        if (prefix.getInt() != MAGIC) {
            throw new IOException("no header of a worker that hands over a request");
        }
        int length = prefix.getInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a header of " + length + " bytes");
        }
        return end - start < PREFIX_BYTES + length ? 0 : PREFIX_BYTES + length;
    }

    /**
     * Reads a header that is all there.
     *
     * @throws IOException if it is malformed
     */
    public static RelayHeader parse(byte[] bytes, int start, int length) throws IOException {
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, start + PREFIX_BYTES, length - PREFIX_BYTES));
        int flags = in.readUnsignedByte();
        long id = in.readLong();
        SocketAddress remote = AddressForm.read(in);
        SocketAddress local = AddressForm.read(in);
        Map<Integer, byte[]> tlvs = new LinkedHashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            tlvs.put(in.readUnsignedByte(), bytes(in));
        }
        TlsInfo tls = (flags & TLS) == 0 ? null : RelayedTls.read(in);
        return new RelayHeader((flags & LAST) != 0, id, remote, local, tlvs, (flags & SECURE) != 0, tls);
    }

    /** A length, 4 bytes, and so many bytes. */
    static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a value of " + length + " bytes in a header that has " + in.available());
        }
        return in.readNBytes(length);
    }
}
