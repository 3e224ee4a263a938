package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §14.1.2 and §14.2, on a file of 10000 bytes as in its examples. */
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-499 | 0-499",
                "bytes=500-999 | 500-999",
                "bytes=-500 | 9500-9999",
                "bytes=9500- | 9500-9999",
                "bytes=0-0,-1 | 0-0 9999-9999",
                "bytes=0-999, 4500-5499, -1000 | 0-999 4500-5499 9000-9999",
                "bytes=500-600,601-999 | 500-600 601-999",
                "bytes=500-700,601-999 | 500-700 601-999",
                "bytes=0- | 0-9999",
                "bytes=0-99999 | 0-9999",
                "bytes=-99999 | 0-9999",
                "bytes=9999- | 9999-9999",
                "BYTES=0-1 | 0-1",
                "bytes= 0-1 ,,\t2-3, | 0-1 2-3",
                "bytes=9-9,0-0 | 9-9 0-0",
                "bytes=0-0,20000- | 0-0",
                "bytes=0-99999999999999999999999999 | 0-9999",
                "bytes=10000- | unsatisfiable",
                "bytes=10000-10001 | unsatisfiable",
                "bytes=99999999999999999999999999- | unsatisfiable",
                "bytes=-0 | unsatisfiable",
                "bytes=0-9,5-19,8-30 | unsatisfiable",
                "bytes=0-,0-,0- | unsatisfiable",
                "bytes=0-100,10-11,50-51 | unsatisfiable",
                "bytes= | ignored",
                "bytes | ignored",
                "bytes=, | ignored",
                "bytes=- | ignored",
                "bytes=1 | ignored",
                "bytes=a-b | ignored",
                "bytes=0-1,x | ignored",
                "bytes=5-4 | ignored",
                "bytes=--5 | ignored",
                "bytes=+1-2 | ignored",
                "bytes=1-2-3 | ignored",
                "bytes=0 - 1 | ignored",
                "bytes =0-1 | ignored",
                "items=0-1 | ignored",
                "0-1 | ignored",
            })
    void reads(String field, String expected) {
        assertThat(describe(ByteRange.parse(field, 10_000))).isEqualTo(expected);
    }

    @Test
    void anEmptyFileHasNoRanges() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isNull();
        assertThat(ByteRange.parse("bytes=-1", 0)).isNull();
    }

    @Test
    void tooManyAreIgnored() {
        assertThat(ByteRange.parse(many(ByteRange.MAX_RANGES), 10_000)).hasSize(ByteRange.MAX_RANGES);
        assertThat(ByteRange.parse(many(ByteRange.MAX_RANGES + 1), 10_000)).isNull();
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (2 * i) + "-" + (2 * i))
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    private static String describe(List<ByteRange> ranges) {
        if (ranges == null) {
            return "ignored";
        }
        return ranges.isEmpty()
                ? "unsatisfiable"
                : ranges.stream()
                        .map(range -> range.first() + "-" + range.last())
                        .collect(Collectors.joining(" "));
    }
}
