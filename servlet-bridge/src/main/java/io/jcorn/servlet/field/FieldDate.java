package io.jcorn.servlet.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates in fields (RFC 9110 §5.6.7), in milliseconds since 1970. */
public final class FieldDate {
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            // a year that seems to be more than 50 years ahead is the last one with these digits
            .appendValueReduced(
                    ChronoField.YEAR,
                    2,
                    2,
                    java.time.LocalDate.now(ZoneOffset.UTC).minusYears(49))
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private FieldDate() {}

    /** As IMF-fixdate. */
    public static String format(long millis) {
        return IMF_FIXDATE.format(ZonedDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    /** @throws IllegalArgumentException if it has none of the three forms that a recipient must accept */
    public static long parse(String value) {
        try {
            return LocalDateTime.parse(value, formOf(value))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date: " + value, e);
        }
    }

    private static DateTimeFormatter formOf(String value) {
        if (value.indexOf('-') > 0) {
            return RFC_850;
        }
        return value.indexOf(',') > 0 ? IMF_FIXDATE : ASCTIME;
    }
}
