package io.jcorn.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client sends on one connection, and what must come of it; read from the files under {@code resources/http}:
 *
 * <pre>
 * == name of the case
 * options, one a line (may be left out together with the line below):
 *   limits REQUEST-LINE FIELDS FIELD-SIZE [permit-missing-host] | max-body BYTES | end open|closed
 * --
 * bytes: line breaks don't count, \r \n \t \\ \xHH and \*COUNT{TEXT} do
 * --
 * a line for each request, as {@link SeenRequest} prints it, and "! ERROR" if it ends with one
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CorpusCase(String name, byte[] bytes, HeadLimits limits, long maxBody, boolean closed, List<String> expected) {
    private static final List<String> FILES = List.of("request-line.txt", "fields.txt", "framing.txt", "chunked.txt");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x(?<hex>[0-9a-f]{2})|\\*(?<count>\\d+)\\{(?<text>.*?)}|(?<letter>[rnt\\\\]))");

    @Override
    public String toString() {
        return name;
    }

    static Stream<CorpusCase> all() {
        return FILES.stream()
                .flatMap(file -> Stream.of(read(file).split("(?m)^== ")))
                .filter(text -> !text.isBlank() && !text.startsWith("#"))
                .map(CorpusCase::parse);
    }

    /** The case with a good request before it, which must not change what comes of it. */
    CorpusCase pipelined() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(
                "POST /good HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        List<String> both = new ArrayList<>();
        both.add("POST path=/good HTTP/1.1 authority=a keep-alive body=hi");
        both.addAll(expected);
        return new CorpusCase(name, all.toByteArray(), limits, maxBody, closed, both);
    }

    private static CorpusCase parse(String text) {
        int line = text.indexOf('\n');
        String[] blocks = text.substring(line + 1).split("(?m)^--\n", -1);
        List<String> expected =
                blocks[blocks.length - 1].lines().filter(s -> !s.isBlank()).toList();
        HeadLimits limits = HeadLimits.DEFAULT;
        long maxBody = 0;
        boolean closed = false;
        for (String option : blocks.length == 3 ? blocks[0].lines().toList() : List.<String>of()) {
            String[] words = option.split(" ", -1);
            switch (words[0]) {
                case "limits" ->
                    limits = new HeadLimits(
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]),
                            words.length > 4 && !words[4].startsWith("permit") ? Integer.parseInt(words[4]) : 0,
                            option.endsWith("permit-missing-host"));
                case "max-body" -> maxBody = Long.parseLong(words[1]);
                case "end" -> closed = words[1].equals("closed");
                default -> throw new IllegalArgumentException(option);
            }
        }
        return new CorpusCase(
                text.substring(0, line), unescape(blocks[blocks.length - 2]), limits, maxBody, closed, expected);
    }

    private static byte[] unescape(String text) {
        Matcher escapes = ESCAPE.matcher(text.replace("\n", ""));
        String plain = escapes.replaceAll(escape -> Matcher.quoteReplacement(plain(escape.group())));
        return plain.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String plain(String escape) {
        return switch (escape.charAt(1)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
            case '*' ->
                escape.substring(escape.indexOf('{') + 1, escape.length() - 1)
                        .repeat(Integer.parseInt(escape.substring(2, escape.indexOf('{'))));
            default -> "\\";
        };
    }

    private static String read(String file) {
        try (InputStream in = CorpusCase.class.getResourceAsStream("/http/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
