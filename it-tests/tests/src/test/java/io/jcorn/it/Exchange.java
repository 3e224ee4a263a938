package io.jcorn.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request as a line of a table tells it: {@code POST /orders | Content-Type: text/plain | the body}.
 *
 * @param fields lines of the head, without Host and Content-Length
 */
record Exchange(String method, String target, List<String> fields, String body) {
    private static final Pattern FIELD = Pattern.compile("[A-Za-z-]+: .*");

    Exchange {
        fields = List.copyOf(fields);
    }

    static Exchange parse(String line) {
        List<String> cells = new ArrayList<>(
                Arrays.stream(line.split(" \\| ")).map(String::strip).toList());
        String[] start = cells.remove(0).split(" +");
        String body = "";
        if (!cells.isEmpty() && !FIELD.matcher(cells.get(cells.size() - 1)).matches()) {
            body = cells.remove(cells.size() - 1).translateEscapes();
        }
        return new Exchange(start[0], start[1], cells, body);
    }

    /**
     * What is sent.
     *
     * @param cookie a field's line, or empty
     */
    String request(String cookie) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + cookie);
        fields.forEach(field -> text.append(field).append("\r\n"));
        boolean chunked = fields.contains("Transfer-Encoding: chunked"); // then the body has its chunks
        if (!chunked && (!body.isEmpty() || method.startsWith("P"))) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
