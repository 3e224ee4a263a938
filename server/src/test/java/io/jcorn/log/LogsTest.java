package io.jcorn.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsTest {
    @AfterEach
    void restore() {
        Logs.configure("info");
    }

    @ParameterizedTest
    @CsvSource({"debug,DEBUG,TRACE", "info,INFO,DEBUG", "warning,WARNING,INFO", "error,ERROR,WARNING"})
    void jcornLogsFromTheLevelOn(String configured, Level logged, Level dropped) {
        Logs.configure(configured);

        System.Logger logger = System.getLogger("jcorn.test");
        assertThat(logger.isLoggable(logged)).isTrue();
        assertThat(logger.isLoggable(dropped)).isFalse();
    }

    @Test
    void criticalIsAboveErrors() {
        Logs.configure("critical");

        assertThat(System.getLogger("jcorn.test").isLoggable(Level.ERROR)).isFalse();
    }

    @Test
    void othersNeverLogTheirDebugOutputUnasked() {
        Logs.configure("debug");
        assertThat(System.getLogger("com.example").isLoggable(Level.INFO)).isTrue();
        assertThat(System.getLogger("com.example").isLoggable(Level.DEBUG)).isFalse();

        Logs.configure("error");
        assertThat(System.getLogger("com.example").isLoggable(Level.WARNING)).isFalse();
    }

    @Test
    void anUnknownLevelIsAnError() {
        assertThatThrownBy(() -> Logs.configure("loud")).isInstanceOf(IllegalArgumentException.class);
    }
}
