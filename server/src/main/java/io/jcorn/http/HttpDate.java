package io.jcorn.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code HTTP-date} (RFC 9110 §5.6.7): written as IMF-fixdate, read in all three forms. Times are seconds since 1970. */
public final class HttpDate {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final Pattern IMF_FIXDATE =
            Pattern.compile("[A-Z][a-z]{2}, (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) " + TIME + " GMT");
    private static final Pattern RFC850_DATE =
            Pattern.compile("[A-Z][a-z]{5,8}, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) " + TIME + " GMT");
    private static final Pattern ASCTIME_DATE =
            Pattern.compile("[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

    /** How far ahead a two-digit year may be before it means the century before. */
    private static final int MAX_YEARS_AHEAD = 50;

    private HttpDate() {}

    /**
     * Such as {@code Sun, 06 Nov 1994 08:49:37 GMT}.
     *
     * @param epochSecond in the years 0 to 9999
     */
    public static String format(long epochSecond) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(29);
        out.append(DAYS.get(date.getDayOfWeek().getValue() - 1)).append(", ");
        twoDigits(out, date.getDayOfMonth()).append(' ');
        out.append(MONTHS.get(date.getMonthValue() - 1)).append(' ');
        twoDigits(out, date.getYear() / 100);
        twoDigits(out, date.getYear() % 100).append(' ');
        twoDigits(out, date.getHour()).append(':');
        twoDigits(out, date.getMinute()).append(':');
        return twoDigits(out, date.getSecond()).append(" GMT").toString();
    }

    /** Reads a date in any of its three forms; empty if it is none. */
    public static OptionalLong parse(String date) {
        return parse(date, LocalDateTime.now(ZoneOffset.UTC).getYear());
    }

    static OptionalLong parse(String date, int currentYear) {
        for (Pattern form : List.of(IMF_FIXDATE, RFC850_DATE, ASCTIME_DATE)) {
            Matcher parts = form.matcher(date);
            if (parts.matches()) {
                return toEpochSecond(parts, currentYear);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong toEpochSecond(Matcher parts, int currentYear) {
        String year = parts.group("year");
        try {
            LocalDateTime date = LocalDateTime.of(
                    year.length() == 2 ? fullYear(Integer.parseInt(year), currentYear) : Integer.parseInt(year),
                    1 + MONTHS.indexOf(parts.group("month")),
                    Integer.parseInt(parts.group("day").strip()),
                    Integer.parseInt(parts.group("hour")),
                    Integer.parseInt(parts.group("minute")),
                    // a leap second (60) is the last second of its minute here
                    Math.min(59, Integer.parseInt(parts.group("second"))));
            return OptionalLong.of(date.toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException invalid) {
            return OptionalLong.empty();
        }
    }

    private static int fullYear(int twoDigits, int currentYear) {
        int year = currentYear / 100 * 100 + twoDigits;
        return year > currentYear + MAX_YEARS_AHEAD ? year - 100 : year;
    }

    private static StringBuilder twoDigits(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
