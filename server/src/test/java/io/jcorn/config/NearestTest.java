package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"a,a,0", "ab,ba,1", "workers,wrokers,1", "workers,worker,1", "kitten,sitting,3", "'',abc,3", "abc,'',3"
    })
    void distanceCountsEditsAndSwaps(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void findsTheNearest() {
        assertThat(Nearest.to("worker", List.of("timeout", "worker-class", "workers")))
                .hasValue("workers");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(Nearest.to("spew", List.of("pid", "env", "bind", "app"))).isEmpty();
        assertThat(Nearest.to("foo", List.of("pid", "env", "bind", "app"))).isEmpty();
    }
}
