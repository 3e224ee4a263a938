package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;

/**
 * Finds the header of the PROXY protocol with which a connection begins (haproxy.org, doc/proxy-protocol.txt).
 *
 * @param v1 whether version 1, a line of text, is allowed
 * @param v2 whether version 2, binary, is allowed
 */
public record ProxyHeaderParser(boolean v1, boolean v2) {
    private static final byte[] V1_SIGNATURE = {'P', 'R', 'O', 'X', 'Y', ' '};
    private static final byte[] V2_SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    /**
     * Parses the header of a connection that must begin with one.
     *
     * @return null while it is incomplete
     * @throws HttpException with the first byte that makes it malformed
     */
    public ProxyHeader parse(byte[] bytes, int start, int end) throws HttpException {
        if (v1 && begins(bytes, start, end, V1_SIGNATURE)) {
            return isWhole(start, end, V1_SIGNATURE) ? ProxyLine.parse(bytes, start, end) : null;
        }
        if (v2 && begins(bytes, start, end, V2_SIGNATURE)) {
            return isWhole(start, end, V2_SIGNATURE) ? ProxyBlock.parse(bytes, start, end) : null;
        }
        throw new HttpException(
                HttpError.MISSING_PROXY_HEADER,
                "the connection doesn't begin with a PROXY header of "
                        + (v1 ? v2 ? "version 1 or 2" : "version 1" : "version 2"));
    }

    /**
     * Whether a connection that must not, because its peer isn't allowed to, begins with a header: of any version.
     *
     * @return null while that can't be known
     */
    public static Boolean isHeader(byte[] bytes, int start, int end) {
        byte[] signature = bytes[start] == V1_SIGNATURE[0] ? V1_SIGNATURE : V2_SIGNATURE;
        if (!begins(bytes, start, end, signature)) {
            return false;
        }
        return isWhole(start, end, signature) ? true : null;
    }

    private static boolean isWhole(int start, int end, byte[] signature) {
        return end - start >= signature.length;
    }

    private static boolean begins(byte[] bytes, int start, int end, byte[] signature) {
        for (int i = 0; i < signature.length && start + i < end; i++) {
            if (bytes[start + i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
