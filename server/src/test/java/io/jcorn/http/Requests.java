package io.jcorn.http;

import java.nio.charset.StandardCharsets;

/** Makes request heads for tests. */
final class Requests {
    private Requests() {}

    /** Parses a whole head. */
    static RequestHead parse(String head) throws HttpException {
        RequestHead into = new RequestHead();
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        if (new HeadParser(HeadLimits.DEFAULT).parse(bytes, 0, bytes.length, into) != bytes.length) {
            throw new IllegalArgumentException("not one whole head: " + head);
        }
        return into;
    }
}
