package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                 | 0
            ''                   | 0
            gzip                 | 1000
            GZip                 | 1000
            x-gzip, gzipped      | 0
            br , gzip            | 1000
            gzip;q=0             | 0
            gzip;q=0.000         | 0
            gzip;q=0.5           | 500
            gzip ; Q=0.125, br   | 125
            gzip;q=1.000         | 1000
            gzip;q=1.999         | 1000
            gzip;q=2             | 0
            gzip;q=x             | 0
            gzip;q=0.1234        | 0
            gzip;q               | 0
            gzip;a=b             | 0
            gzip;                | 0
            *                    | 1000
            *;q=0.2              | 200
            gzip;q=0, *          | 0
            *, gzip;q=0.1        | 100
            ,,;,gzip             | 1000
            """)
    void isWhatTheClientSays(String field, int weight) {
        assertThat(AcceptEncoding.weight(field, "gzip")).isEqualTo(weight);
    }
}
