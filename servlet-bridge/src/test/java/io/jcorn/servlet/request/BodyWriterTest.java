package io.jcorn.servlet.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyWriterTest {
    private final MemoryExchange exchange = MemoryExchange.get("/app/servlet/info");
    private final BridgeResponse response = new TestContext().request(exchange).response();

    private byte[] bodyOf(PrintWriter writer) throws IOException {
        assertThat(writer.checkError()).isFalse();
        response.close();
        return exchange.response().body();
    }

    /** The JDK's writer is the oracle, for any text in any pieces. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "ISO-8859-1",
                "US-ASCII",
                "UTF-16",
                "UTF-16LE",
                "windows-1252",
                "Shift_JIS",
                "ISO-2022-JP",
                "GB18030"
            })
    void encodesAsTheJdk(String charset) throws IOException {
        Random random = new Random(1);
        boolean direct = charset.equals("UTF-8") || charset.equals("ISO-8859-1") || charset.equals("US-ASCII");
        for (int round = 0; round < 200; round++) {
            MemoryExchange one = MemoryExchange.get("/app/servlet/info");
            BridgeResponse answer = new TestContext().request(one).response();
            answer.setCharacterEncoding(charset);
            PrintWriter writer = answer.getWriter();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            OutputStreamWriter oracle = new OutputStreamWriter(expected, Charset.forName(charset));
            for (int piece = 0; piece < 20; piece++) {
                String text = text(random, direct);
                oracle.write(text);
                write(writer, text, random);
            }
            oracle.close();
            answer.close();
            assertThat(one.response().body()).as("round %d", round).isEqualTo(expected.toByteArray());
        }
    }

    /** With halves of pairs alone, if {@code halves}. */
    private static String text(Random random, boolean halves) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(100) == 0 ? 20_000 : random.nextInt(12);
        while (text.length() < length) {
            switch (random.nextInt(halves ? 6 : 5)) {
                case 0 -> text.append((char) random.nextInt(128));
                case 1 -> text.append((char) random.nextInt(256));
                case 2 -> text.append((char) ('\u3041' + random.nextInt(80)));
                case 3 -> text.appendCodePoint(0x1F600 + random.nextInt(40));
                case 4 -> text.append("plain");
                default -> text.append((char) (0xD800 + random.nextInt(0x800)));
            }
        }
        return text.toString();
    }

    private static void write(PrintWriter writer, String text, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> writer.write(text);
            case 1 -> writer.write(text.toCharArray());
            default -> text.chars().forEach(writer::write);
        }
    }

    @Test
    void aPairMayBeSplitOverWrites() throws IOException {
        response.setCharacterEncoding(UTF_8);
        PrintWriter writer = response.getWriter();
        writer.write('\uD83D');
        writer.write("\uDE00!");
        assertThat(bodyOf(writer)).isEqualTo("\uD83D\uDE00!".getBytes(UTF_8));
    }

    @Test
    void printsAsAPrintWriter() throws IOException {
        PrintWriter writer = response.getWriter();
        writer.print((String) null);
        writer.print(1);
        writer.print(true);
        writer.println('c');
        writer.println((Object) null);
        writer.println(new char[] {'x', 'y'});
        writer.println(2.5);
        writer.printf(Locale.ROOT, "%s-%d", "a", 3);
        writer.append("seq", 1, 2).append('z');
        String nl = System.lineSeparator();
        assertThat(new String(bodyOf(writer), ISO_8859_1))
                .isEqualTo("null1truec" + nl + "null" + nl + "xy" + nl + "2.5" + nl + "a-3ez");
    }

    @Test
    void aClientThatIsGoneShowsInCheckError() throws IOException {
        PrintWriter writer = response.getWriter();
        exchange.response().leave();
        writer.print("x");
        assertThat(writer.checkError()).isTrue();
    }

    @Test
    void writingAfterCloseIsAnErrorButHarmless() throws IOException {
        PrintWriter writer = response.getWriter();
        writer.print("whole");
        writer.close();
        writer.print("late");
        assertThat(writer.checkError()).isTrue();
        assertThat(exchange.response().text(US_ASCII)).isEqualTo("whole");
    }

    @Test
    void closingDeclaresTheLengthAndSendsAll() throws IOException {
        response.getWriter().print("whole");
        response.getWriter().close();
        assertThat(exchange.response().isCommitted()).isTrue();
        assertThat(exchange.response().head().field("Content-Length")).isEqualTo("5");
        assertThat(response.isCommitted()).isTrue();
    }
}
