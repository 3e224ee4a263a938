package io.jcorn.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A connection's reading side in small: parses what it is fed, piece by piece.
 *
 * <p>Makes life hard for parser and decoder: each piece moves the bytes to another array, at another offset, with poison
 * before and behind them, and a head's buffer is spoilt as soon as the head is detached.
 */
final class WireSession {
    private static final byte POISON = '\n';

    private final HeadParser parser;
    private final ChunkedDecoder chunks;
    private final HeadLimits limits;
    private final long maxBody;
    private final RequestHead head = new RequestHead();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<SeenRequest> requests = new ArrayList<>();

    private byte[] pending = {};
    private int moves;
    private boolean inBody;
    private boolean closed;
    private HttpError error;

    WireSession(HeadLimits limits, long maxBody) {
        this.limits = limits;
        this.maxBody = maxBody;
        this.parser = new HeadParser(limits);
        this.chunks = new ChunkedDecoder(limits, maxBody);
    }

    static Seen whole(byte[] bytes, HeadLimits limits, long maxBody) {
        WireSession session = new WireSession(limits, maxBody);
        session.feed(bytes);
        return session.seen();
    }

    void feed(byte[] piece) {
        byte[] more = Arrays.copyOf(pending, pending.length + piece.length);
        System.arraycopy(piece, 0, more, pending.length, piece.length);
        pending = more;
        try {
            boolean progress = true;
            while (progress && !closed) {
                progress = inBody ? readBody() : readHead();
            }
        } catch (HttpException e) {
            error = e.error();
            closed = true;
        }
    }

    Seen seen() {
        Seen.Rest rest = closed || (!inBody && pending.length == 0) ? Seen.Rest.NOTHING : partOf();
        return new Seen(List.copyOf(requests), error, rest);
    }

    private Seen.Rest partOf() {
        return inBody ? Seen.Rest.PART_OF_BODY : Seen.Rest.PART_OF_HEAD;
    }

    private boolean readHead() throws HttpException {
        int margin = moves++ % 5;
        byte[] buffer = new byte[margin + pending.length + 11];
        Arrays.fill(buffer, POISON);
        System.arraycopy(pending, 0, buffer, margin, pending.length);
        int consumed = parser.parse(buffer, margin, margin + pending.length, head);
        if (consumed == 0) {
            return false;
        }
        head.detach();
        Arrays.fill(buffer, POISON);
        consume(consumed);
        inBody = true;
        if (maxBody > 0 && head.contentLength() > maxBody) {
            throw new HttpException(HttpError.BODY_TOO_LARGE);
        }
        return true;
    }

    private boolean readBody() throws HttpException {
        boolean whole;
        if (head.isChunked()) {
            int limit = Integer.MAX_VALUE;
            if (moves++ % 2 == 0) {
                limit = 3;
            }
            int room = limit;
            int consumed = chunks.decode(pending, 0, pending.length, (bytes, offset, count) -> {
                int taken = Math.min(count, room);
                body.write(bytes, offset, taken);
                return taken;
            });
            boolean progress = consumed > 0;
            consume(consumed);
            whole = chunks.isFinished();
            if (!whole) {
                return progress && pending.length > 0;
            }
        } else {
            long missing = Math.max(0, head.contentLength()) - body.size();
            int count = (int) Math.min(missing, pending.length);
            body.write(pending, 0, count);
            consume(count);
            whole = count == missing;
        }
        if (whole) {
            endRequest();
        }
        return whole;
    }

    private void endRequest() {
        requests.add(new SeenRequest(
                head.method(),
                head.target(),
                head.rawPath(),
                head.rawQuery(),
                head.protocol(),
                head.authority(),
                head.isKeepAlive(),
                head.expectsContinue(),
                fields(),
                body.toString(StandardCharsets.ISO_8859_1),
                chunks.trailers()));
        chunks.reset();
        body.reset();
        inBody = false;
        closed = !head.isKeepAlive();
    }

    private List<Map.Entry<String, String>> fields() {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            fields.add(Map.entry(head.name(i), head.value(i)));
        }
        return fields;
    }

    private void consume(int count) {
        pending = Arrays.copyOfRange(pending, count, pending.length);
    }

    @Override
    public String toString() {
        return "session with " + limits;
    }
}
