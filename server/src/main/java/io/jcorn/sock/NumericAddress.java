package io.jcorn.sock;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses in text, IPv4 in four decimal octets, IPv6 without brackets and zone. Never looks up a name. */
public final class NumericAddress {
    private static final int OCTETS = 4;
    private static final int MAX_OCTET = 255;

    private NumericAddress() {}

    /** The address; null if the text is none. An IPv4 address mapped into IPv6 is the IPv4 address. */
    public static InetAddress parse(String text) {
        try {
            if (text.indexOf(':') < 0) {
                byte[] octets = octets(text);
                return octets == null ? null : InetAddress.getByAddress(octets);
            }
            // with a colon inside it can't be a name, so nothing is looked up
            return text.chars().allMatch(NumericAddress::isInIpv6) ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isInIpv6(int c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static byte[] octets(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != OCTETS) {
            return null;
        }
        byte[] octets = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            int octet = octet(parts[i]);
            if (octet < 0) {
                return null;
            }
            octets[i] = (byte) octet;
        }
        return octets;
    }

    /** No leading zero: some read such a number as octal. */
    private static int octet(String part) {
        boolean digits = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || part.length() > 1 && part.charAt(0) == '0') {
            return -1;
        }
        int octet = Integer.parseInt(part);
        return octet <= MAX_OCTET ? octet : -1;
    }
}
