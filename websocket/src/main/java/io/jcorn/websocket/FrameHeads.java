package io.jcorn.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/**
 * Looks at the heads of a client's frames (RFC 6455 §5.2) before Tyrus does, for what Tyrus lets through: a frame without a mask, a
 * length in more bytes than it needs, and one for which Tyrus would wait in vain. Whoever reads the connection, one thread at a time.
 */
final class FrameHeads {
    private static final int MASK_BYTES = 4;
    private static final int MASKED = 0x80;

    private final long maxPayload;
    /** How many bytes of the current head were seen; 0 within a payload. */
    private int seen;

    private int lengthBytes;
    private long length;
    /** Bytes up to the next head. */
    private long left;

    private CloseReason fault;

    /** @param maxPayload of a frame, in bytes */
    FrameHeads(long maxPayload) {
        this.maxPayload = maxPayload;
    }

    /** Follows the next bytes. @return how many of them come before the first frame that is at fault: all, if none is */
    int follow(byte[] bytes, int count) {
        if (fault != null) return 0;
        int head = 0;
        int i = 0;
        while (i < count) {
            if (left > 0) {
                int skipped = (int) Math.min(left, count - i);
                left -= skipped;
                i += skipped;
                continue;
            }
            if (seen == 0) head = i;
            fault = next(bytes[i++] & 0xff);
            if (fault != null) return head;
        }
        return count;
    }

    private CloseReason next(int b) {
        if (seen++ == 1) {
            if ((b & MASKED) == 0) return protocolError("a client's frame has no mask");
            length = b & ~MASKED;
            lengthBytes = length == 127 ? 8 : length == 126 ? 2 : 0;
            if (lengthBytes > 0) length = 0;
        } else if (seen > 2) {
            length = length << 8 | b;
        }
        if (seen < 2 + lengthBytes) return null;
        if (length < 0 || lengthBytes == 2 && length < 126 || lengthBytes == 8 && length < 65536)
            return protocolError("a frame's length is not in its shortest form");
        if (length > maxPayload) return new CloseReason(CloseCodes.TOO_BIG, "a frame is longer than a message may be");
        seen = 0;
        lengthBytes = 0;
        left = MASK_BYTES + length;
        return null;
    }

    private static CloseReason protocolError(String what) {
        return new CloseReason(CloseCodes.PROTOCOL_ERROR, what);
    }

    /** Why the connection has to be failed; null if nothing is wrong. */
    CloseReason fault() {
        return fault;
    }
}
