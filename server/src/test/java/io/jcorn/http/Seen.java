package io.jcorn.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a connection's bytes.
 *
 * @param requests the whole ones
 * @param error what was wrong with the next one; null if nothing
 * @param rest where the bytes ended, if nothing was wrong
 */
record Seen(List<SeenRequest> requests, HttpError error, Rest rest) {
    enum Rest {
        NOTHING,
        PART_OF_HEAD,
        PART_OF_BODY
    }

    /** As the corpus writes it, for a client that has closed, or that just sends nothing more. */
    List<String> lines(boolean closed) {
        List<String> lines = new ArrayList<>();
        requests.forEach(request -> lines.add(request.toString()));
        HttpError outcome = error == null ? unfinished(closed) : error;
        if (outcome != null) {
            lines.add("! " + outcome);
        }
        return lines;
    }

    /** What a worker makes of a client that doesn't go on. */
    private HttpError unfinished(boolean closed) {
        return switch (rest) {
            case NOTHING -> null;
            case PART_OF_HEAD -> closed ? null : HttpError.HEAD_TIMEOUT;
            case PART_OF_BODY -> closed ? HttpError.INCOMPLETE_BODY : HttpError.BODY_TIMEOUT;
        };
    }
}
