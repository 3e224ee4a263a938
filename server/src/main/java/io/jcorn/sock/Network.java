package io.jcorn.sock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IP addresses: one address, or a network such as {@code 10.0.0.0/8} (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param address the network's first
 * @param prefixBits how many of its bits all the range's addresses have in common
 */
public record Network(InetAddress address, int prefixBits) {
    private static final String RIGHT = "give an IP address, a network such as 10.0.0.0/8, or * for all";

    public Network {
        byte[] bytes = address.getAddress();
        if (!Arrays.equals(bytes, masked(bytes, prefixBits))) {
            throw new IllegalArgumentException(address.getHostAddress() + "/" + prefixBits
                    + " has bits behind its prefix; give " + text(masked(bytes, prefixBits)) + "/" + prefixBits);
        }
    }

    /** Throws {@link IllegalArgumentException} with a sentence for the operator. */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = NumericAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' is no address; " + RIGHT);
        }
        int bits = 8 * address.getAddress().length;
        return new Network(address, slash < 0 ? bits : prefix(text, text.substring(slash + 1), bits));
    }

    private static int prefix(String text, String digits, int bits) {
        boolean isNumber = digits.matches("\\d{1,3}");
        if (!isNumber || Integer.parseInt(digits) > bits) {
            throw new IllegalArgumentException("'" + text + "' is no network: its prefix is not within 0.." + bits);
        }
        return Integer.parseInt(digits);
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        byte[] first = address.getAddress();
        return bytes.length == first.length && Arrays.equals(first, masked(bytes, prefixBits));
    }

    private static byte[] masked(byte[] bytes, int prefixBits) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.min(8, Math.max(0, prefixBits - 8 * i));
            masked[i] = (byte) (bytes[i] & (0xff00 >> kept));
        }
        return masked;
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // of that length it is an address
        }
    }

    @Override
    public String toString() {
        boolean one = prefixBits == 8 * address.getAddress().length;
        return address.getHostAddress() + (one ? "" : "/" + prefixBits);
    }
}
