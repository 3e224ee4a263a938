package io.jcorn.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.TimeZone;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * gunicorn's line: {@code [2026-11-24 10:00:00 +0000] [pid] [LEVEL] message}, and a stack trace after it if there is one.
 *
 * <p>Threads: any; it has no state. The date is computed by hand since a formatter of java.time would
 * be loaded for nothing else, and the command shall start quickly.
 */
final class LineFormatter extends Formatter {
    private final String pid;
    private final TimeZone zone;

    LineFormatter(long pid, TimeZone zone) {
        this.pid = "] [" + pid + "] [";
        this.zone = zone;
    }

    @Override
    public String format(LogRecord record) {
        long millis = record.getMillis();
        StringBuilder line = new StringBuilder(120).append('[');
        appendTime(line, millis, zone.getOffset(millis));
        line.append(pid)
                .append(name(record.getLevel()))
                .append("] ")
                .append(formatMessage(record))
                .append('\n');
        if (record.getThrown() != null) {
            line.append(stackTrace(record.getThrown()));
        }
        return line.toString();
    }

    /** gunicorn's name for a level. */
    private static String name(Level level) {
        int value = level.intValue();
        if (value > Level.SEVERE.intValue()) {
            return "CRITICAL";
        } else if (value == Level.SEVERE.intValue()) {
            return "ERROR";
        } else if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return value >= Level.CONFIG.intValue() ? "INFO" : "DEBUG";
    }

    /** {@code 2026-11-24 10:00:00 +0000}; offset in milliseconds. */
    static void appendTime(StringBuilder line, long millis, int offset) {
        long seconds = Math.floorDiv(millis + offset, 1000L);
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        appendDate(line, Math.floorDiv(seconds, 86_400L));
        two(line.append(' '), ofDay / 3600);
        two(line.append(':'), ofDay / 60 % 60);
        two(line.append(':'), ofDay % 60);
        int minutes = Math.abs(offset) / 60_000;
        two(line.append(offset < 0 ? " -" : " +"), minutes / 60);
        two(line, minutes % 60);
    }

    /** A day since 1970-01-01 in the Gregorian calendar, with years that begin in March so that leap days come last. */
    private static void appendDate(StringBuilder line, long epochDay) {
        long day = epochDay + 719_468; // since 0000-03-01
        long era = Math.floorDiv(day, 146_097L); // 400 years
        int ofEra = (int) (day - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * ofYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        line.append(era * 400 + yearOfEra + (month <= 2 ? 1 : 0));
        two(line.append('-'), month);
        two(line.append('-'), ofYear - (153 * marchMonth + 2) / 5 + 1);
    }

    private static StringBuilder two(StringBuilder line, int number) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
