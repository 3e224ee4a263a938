package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Version 2 of the PROXY protocol (§2.2): signature, command, family, length, two addresses, and perhaps TLVs. */
final class ProxyBlock {
    private static final int HEAD_BYTES = 16;
    private static final int VERSION = 2;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int STREAM = 1;
    private static final int UNSPECIFIED = 0;
    private static final int INET = 1;
    private static final int INET6 = 2;
    private static final int UNIX = 3;
    /** A TLV (§2.2.5), whose first byte tells by a bit whether the client speaks TLS with the proxy. */
    private static final int TYPE_SSL = 0x20;

    private static final int CLIENT_SSL = 1;

    private ProxyBlock() {}

    static ProxyHeader parse(byte[] bytes, int start, int end) throws HttpException {
        if (end - start < HEAD_BYTES) {
            return null;
        }
        ByteBuffer block = ByteBuffer.wrap(bytes, start + 12, 4);
        int versionCommand = block.get();
        int family = block.get();
        int length = HEAD_BYTES + (block.getShort() & 0xffff);
        int command = versionCommand & 0xf;
        if (versionCommand >> 4 != VERSION || command != LOCAL && command != PROXY) {
            throw invalid("unknown version or command");
        }
        if (end - start < length) {
            return null;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, start + HEAD_BYTES, length - HEAD_BYTES);
        return command == LOCAL ? ProxyHeader.ofNobody(length) : proxied(family, rest, length);
    }

    private static ProxyHeader proxied(int family, ByteBuffer rest, int length) throws HttpException {
        int protocol = family & 0xf;
        return switch (family >> 4 & 0xf) {
            case UNSPECIFIED, UNIX -> ProxyHeader.ofNobody(length); // no address that we could use
            case INET -> addresses(protocol, new byte[4], new byte[4], rest, length);
            case INET6 -> addresses(protocol, new byte[16], new byte[16], rest, length);
            default -> throw invalid("unknown address family");
        };
    }

    private static ProxyHeader addresses(int protocol, byte[] source, byte[] target, ByteBuffer rest, int length)
            throws HttpException {
        if (protocol != STREAM || rest.remaining() < 2 * source.length + 4) {
            throw invalid(protocol == STREAM ? "addresses cut off" : "not a stream");
        }
        rest.get(source).get(target);
        int sourcePort = rest.getShort() & 0xffff;
        int targetPort = rest.getShort() & 0xffff;
        Map<Integer, byte[]> tlvs = tlvs(rest);
        byte[] ssl = tlvs.get(TYPE_SSL);
        try {
            return new ProxyHeader(
                    new InetSocketAddress(InetAddress.getByAddress(source), sourcePort),
                    new InetSocketAddress(InetAddress.getByAddress(target), targetPort),
                    ssl != null && ssl.length > 0 && (ssl[0] & CLIENT_SSL) != 0,
                    tlvs,
                    length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // of that length it is an address
        }
    }

    /** By type; of two of one type the last counts. */
    private static Map<Integer, byte[]> tlvs(ByteBuffer rest) throws HttpException {
        Map<Integer, byte[]> tlvs = new TreeMap<>();
        while (rest.hasRemaining()) {
            if (rest.remaining() < 3) {
                throw invalid("a TLV is cut off");
            }
            int type = rest.get() & 0xff;
            int length = rest.getShort() & 0xffff;
            if (rest.remaining() < length) {
                throw invalid("a TLV is cut off");
            }
            byte[] value = new byte[length];
            rest.get(value);
            tlvs.put(type, value);
        }
        return Collections.unmodifiableMap(tlvs);
    }

    private static HttpException invalid(String what) {
        return new HttpException(HttpError.BAD_PROXY_HEADER, "PROXY header, version 2: " + what);
    }
}
