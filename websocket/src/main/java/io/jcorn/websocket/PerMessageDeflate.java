package io.jcorn.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.glassfish.tyrus.core.TyrusExtension.TyrusParameter;
import org.glassfish.tyrus.core.extension.ExtendedExtension;
import org.glassfish.tyrus.core.frame.CloseFrame;
import org.glassfish.tyrus.core.frame.Frame;

/**
 * Compresses messages (RFC 7692), each by itself: both sides agree on no context takeover, so that a connection that is silent has neither
 * of the two windows. Tyrus calls it in the order of the frames, one call at a time for each direction.
 */
final class PerMessageDeflate implements ExtendedExtension {
    private static final String NAME = "permessage-deflate";
    private static final String INFLATER = NAME + " in";
    private static final String DEFLATER = NAME + " out";
    private static final String INFLATED = NAME + " length";
    private static final String PLAIN = NAME + " none";
    /** What every compressed message ends with, and doesn't send (§7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    /** Below it compression costs more than it saves. */
    private static final int WORTHWHILE = 128;

    private final int maxMessage;

    /** @param maxMessage how many bytes a message may have that was compressed */
    PerMessageDeflate(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public List<Parameter> getParameters() {
        return List.of();
    }

    @Override
    public List<Parameter> onExtensionNegotiation(ExtensionContext context, List<Parameter> offered) {
        List<Parameter> agreed = new ArrayList<>();
        agreed.add(new TyrusParameter("server_no_context_takeover", null));
        agreed.add(new TyrusParameter("client_no_context_takeover", null));
        for (Parameter each : offered) {
            if (!each.getName().equals("server_max_window_bits")) continue;
            // the JDK knows one window; a client that has no room for it gets what fits into any: plain messages
            agreed.add(new TyrusParameter(each.getName(), each.getValue()));
            context.getProperties().put(PLAIN, true);
        }
        return agreed;
    }

    @Override
    public void onHandshakeResponse(ExtensionContext context, List<Parameter> response) {
        // a client's
    }

    @Override
    public Frame processIncoming(ExtensionContext context, Frame frame) {
        Map<String, Object> state = context.getProperties();
        if (frame.isControlFrame()) return frame;
        if (frame.getOpcode() != 0) {
            end(context, INFLATER);
            if (!frame.isRsv1()) return frame;
            state.put(INFLATER, new Inflater(true));
            state.put(INFLATED, 0);
        }
        Inflater inflater = (Inflater) state.get(INFLATER);
        // a reserved bit that nobody claims is refused: RSV1 of a continuation (§6)
        if (inflater == null || frame.getOpcode() == 0 && frame.isRsv1()) return frame;
        int left = maxMessage - (Integer) state.get(INFLATED);
        byte[] data;
        try {
            data = inflate(inflater, frame, left);
        } catch (DataFormatException e) {
            return close(CloseCodes.NOT_CONSISTENT, "a message's compressed data is damaged");
        }
        if (data.length > left) return close(CloseCodes.TOO_BIG, "a message is longer than one may be");
        state.put(INFLATED, (Integer) state.get(INFLATED) + data.length);
        if (frame.isFin()) end(context, INFLATER);
        return Frame.builder(frame)
                .rsv1(false)
                .payloadLength(data.length)
                .payloadData(data)
                .build();
    }

    /** Tyrus swallows what an extension throws, but answers a close frame with its own code. */
    private static Frame close(CloseCodes code, String why) {
        return new CloseFrame(new CloseReason(code, why));
    }

    /** Stops soon after {@code most} bytes. */
    private static byte[] inflate(Inflater inflater, Frame frame, int most) throws DataFormatException {
        byte[] input = frame.getPayloadData();
        if (frame.isFin()) {
            input = Arrays.copyOf(input, input.length + TAIL.length);
            System.arraycopy(TAIL, 0, input, input.length - TAIL.length, TAIL.length);
        }
        inflater.setInput(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, 2 * input.length));
        byte[] block = new byte[4096];
        for (int n = inflater.inflate(block); n > 0 && out.size() <= most; n = inflater.inflate(block))
            out.write(block, 0, n);
        return out.toByteArray();
    }

    @Override
    public Frame processOutgoing(ExtensionContext context, Frame frame) {
        Map<String, Object> state = context.getProperties();
        boolean isFirst = frame.getOpcode() != 0;
        if (frame.isControlFrame() || state.containsKey(PLAIN)) return frame;
        if (isFirst) {
            if (frame.isFin() && frame.getPayloadLength() < WORTHWHILE) return frame;
            state.put(DEFLATER, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
        }
        Deflater deflater = (Deflater) state.get(DEFLATER);
        if (deflater == null) return frame;
        byte[] data = deflate(deflater, frame);
        if (frame.isFin()) end(context, DEFLATER);
        return Frame.builder(frame)
                .rsv1(isFirst)
                .payloadLength(data.length)
                .payloadData(data)
                .build();
    }

    private static byte[] deflate(Deflater deflater, Frame frame) {
        deflater.setInput(frame.getPayloadData(), 0, (int) frame.getPayloadLength());
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        byte[] block = new byte[4096];
        int n;
        do {
            n = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
            out.write(block, 0, n);
        } while (n == block.length);
        byte[] data = out.toByteArray();
        return frame.isFin() ? Arrays.copyOf(data, data.length - TAIL.length) : data;
    }

    private static void end(ExtensionContext context, String which) {
        Object ended = context.getProperties().remove(which);
        if (ended instanceof Inflater inflater) inflater.end();
        if (ended instanceof Deflater deflater) deflater.end();
    }

    @Override
    public void destroy(ExtensionContext context) {
        end(context, INFLATER);
        end(context, DEFLATER);
    }
}
