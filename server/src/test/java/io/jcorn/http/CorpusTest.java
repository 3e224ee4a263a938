package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus comes out the same, however its bytes arrive. */
class CorpusTest {
    static Stream<CorpusCase> all() {
        return CorpusCase.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesOutAsWrittenWhenItArrivesAtOnce(CorpusCase it) {
        assertThat(WireSession.whole(it.bytes(), it.limits(), it.maxBody()).lines(it.closed()))
                .isEqualTo(it.expected());
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesOutTheSameWhenCutInTwoAnywhere(CorpusCase it) {
        byte[] bytes = it.bytes();
        for (int cut = 1; cut < bytes.length; cut++) {
            WireSession session = new WireSession(it.limits(), it.maxBody());
            session.feed(Arrays.copyOf(bytes, cut));
            session.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
            List<String> lines = session.seen().lines(it.closed());
            if (!lines.equals(it.expected())) { // asserted only then: there are tens of thousands of cuts
                assertThat(lines).as("cut at %d", cut).isEqualTo(it.expected());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesOutTheSameByteByByte(CorpusCase it) {
        WireSession session = new WireSession(it.limits(), it.maxBody());
        for (byte b : it.bytes()) {
            session.feed(new byte[] {b});
        }
        assertThat(session.seen().lines(it.closed())).isEqualTo(it.expected());
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesOutTheSameBehindAGoodRequest(CorpusCase it) {
        CorpusCase behind = it.pipelined();
        // some limits are too small for the good one, or hold for it as well
        if (it.limits().equals(HeadLimits.DEFAULT)) {
            assertThat(WireSession.whole(behind.bytes(), it.limits(), it.maxBody())
                            .lines(it.closed()))
                    .isEqualTo(behind.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesOutOfThePlainReaderAsWell(CorpusCase it) {
        assertThat(PlainReader.read(it.bytes(), it.limits(), it.maxBody()).lines(it.closed()))
                .isEqualTo(it.expected());
    }

    /** Those are not the head parser's: others test them. */
    private static final Set<HttpError> OF_CONNECTIONS = EnumSet.of(
            HttpError.BAD_FORWARDED,
            HttpError.FORWARDED_CONTRADICTION,
            HttpError.BAD_PROXY_HEADER,
            HttpError.MISSING_PROXY_HEADER,
            HttpError.UNTRUSTED_PROXY_HEADER,
            HttpError.PLAIN_HTTP_TO_TLS,
            HttpError.TOO_MANY_CONNECTIONS,
            HttpError.OVERLOADED,
            HttpError.NO_THREAD,
            HttpError.WORKER_FULL,
            HttpError.WORKER_GONE,
            HttpError.BAD_RESPONSE);

    @Test
    void hasARequestForEachError() {
        Set<HttpError> covered = CorpusCase.all()
                .flatMap(it -> it.expected().stream())
                .filter(line -> line.startsWith("! "))
                .map(line -> HttpError.valueOf(line.substring(2)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(HttpError.class)));
        assertThat(covered).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(OF_CONNECTIONS)));
    }
}
