package io.jcorn.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormatterTest {
    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setInstant(Instant.parse("2026-11-24T10:00:00Z"));
        return record;
    }

    private static String line(LogRecord record, String zone) {
        return new LineFormatter(42, TimeZone.getTimeZone(zone)).format(record);
    }

    @Test
    void aLineIsGunicorns() {
        assertThat(line(record(Level.INFO, "Listening at: x"), "UTC"))
                .isEqualTo("[2026-11-24 10:00:00 +0000] [42] [INFO] Listening at: x\n");
        assertThat(line(record(Level.INFO, "x"), "Asia/Kolkata")).startsWith("[2026-11-24 15:30:00 +0530] ");
        assertThat(line(record(Level.INFO, "x"), "America/St_Johns")).startsWith("[2026-11-24 06:30:00 -0330] ");
    }

    @ParameterizedTest
    @CsvSource({"FINEST,DEBUG", "FINE,DEBUG", "CONFIG,INFO", "INFO,INFO", "WARNING,WARNING", "SEVERE,ERROR"})
    void levelsHaveGunicornsNames(String level, String name) {
        assertThat(line(record(Level.parse(level), "x"), "UTC")).contains(" [" + name + "] x");
    }

    @Test
    void parametersAreFilledIn() {
        LogRecord record = record(Level.INFO, "Booting worker with pid: {0}");
        record.setParameters(new Object[] {"7"});
        assertThat(line(record, "UTC")).endsWith("] Booting worker with pid: 7\n");
    }

    @Test
    void aStackTraceFollowsItsLine() {
        LogRecord record = record(Level.SEVERE, "failed");
        record.setThrown(new IllegalStateException("why"));
        assertThat(line(record, "UTC"))
                .contains("] failed\njava.lang.IllegalStateException: why\n\tat ")
                .endsWith("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2000-02-29T12:34:56Z", "2024-02-29T23:59:59Z",
                "2025-03-01T00:00:00Z", "2026-12-31T23:59:59Z", "2100-02-28T23:59:59Z", "2100-03-01T00:00:00Z",
                "2400-02-29T01:02:03Z",
            })
    void datesAreThoseOfTheCalendar(String instant) {
        for (int offsetMinutes : new int[] {0, 90, -210, 14 * 60, -12 * 60}) {
            ZonedDateTime expected = Instant.parse(instant).atZone(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
            StringBuilder line = new StringBuilder();
            LineFormatter.appendTime(line, expected.toInstant().toEpochMilli(), offsetMinutes * 60_000);
            assertThat(line)
                    .hasToString(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx", Locale.ROOT)
                            .format(expected));
        }
    }
}
