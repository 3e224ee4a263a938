package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapShareTest {
    @ParameterizedTest
    @CsvSource({"1, ''", "3, ''", "4, -XX:MaxRAMPercentage=18.75", "7, -XX:MaxRAMPercentage=10.71"})
    void allTogetherTakeThreeQuarters(int workers, String options) {
        assertThat(String.join(" ", HeapShare.options(workers, Map.of("JAVA_TOOL_OPTIONS", "-Dx=y"))))
                .isEqualTo(options);
    }

    @Test
    void whatTheEnvironmentSaysHolds() {
        assertThat(HeapShare.options(8, Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=5")))
                .isEmpty();
        assertThat(HeapShare.options(8, Map.of("JDK_JAVA_OPTIONS", "-Da -XX:MaxRAMPercentage=5")))
                .isEmpty();
    }
}
