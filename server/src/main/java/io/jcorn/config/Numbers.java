package io.jcorn.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The types of settings that are numbers. */
final class Numbers {
    private Numbers() {}

    /** A whole number from {@code min} to {@code max}. */
    record Whole(int min, int max) implements ValueType<Integer> {
        @Override
        public String metavar() {
            return "N";
        }

        @Override
        public Integer parse(String text, Path directory) {
            long value = whole(text, text, range());
            if (value < min || value > max) {
                throw new IllegalArgumentException("'" + text + "' is out of range; give " + range());
            }
            return (int) value;
        }

        private String range() {
            return max == Integer.MAX_VALUE
                    ? "a whole number of " + min + " or more"
                    : "a whole number from " + min + " to " + max;
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** A count without a practical limit, 0 or more. */
    record Count() implements ValueType<Long> {
        @Override
        public String metavar() {
            return "N";
        }

        @Override
        public Long parse(String text, Path directory) {
            return whole(text, text, "a whole number of 0 or more");
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** Bytes, with a suffix k, m or g for powers of 1024. */
    record Bytes(long max) implements ValueType<Long> {
        private static final String RIGHT = "a number of bytes such as 65536, 64k or 10m";

        @Override
        public String metavar() {
            return "BYTES";
        }

        @Override
        public Long parse(String text, Path directory) {
            int shift = text.isEmpty() ? 0 : shift(text.charAt(text.length() - 1));
            String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
            long value = whole(digits, text, RIGHT);
            if (value > max >> shift) {
                throw new IllegalArgumentException("'" + text + "' is too large; give at most " + max + " bytes");
            }
            return value << shift;
        }

        private static int shift(char unit) {
            return switch (unit) {
                case 'k', 'K' -> 10;
                case 'm', 'M' -> 20;
                case 'g', 'G' -> 30;
                default -> 0;
            };
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** A time in seconds, to the millisecond; also with a unit: ms, s, m, h. */
    record Seconds() implements ValueType<Duration> {
        private static final String RIGHT = "seconds such as 30 or 1.5, or a time such as 500ms, 30s, 2m or 1h";
        /** About three years: beyond it a timer's arithmetic in nanoseconds gets near its end. */
        private static final double MAX_MILLIS = 1e11;

        @Override
        public String metavar() {
            return "SECONDS";
        }

        @Override
        public Duration parse(String text, Path directory) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.endsWith("ms")) {
                return millis(text, 2, 1);
            } else if (lower.endsWith("s")) {
                return millis(text, 1, 1_000);
            } else if (lower.endsWith("m")) {
                return millis(text, 1, 60_000);
            } else if (lower.endsWith("h")) {
                return millis(text, 1, 3_600_000);
            }
            return millis(text, 0, 1_000);
        }

        private static Duration millis(String text, int suffix, int millisPerUnit) {
            String number = text.substring(0, text.length() - suffix);
            boolean plain = !number.isEmpty() && number.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
            double value = -1;
            try {
                value = plain ? Double.parseDouble(number) * millisPerUnit : -1;
            } catch (NumberFormatException e) {
                // two dots or nothing but one: as wrong as any other
            }
            if (value < 0 || value > MAX_MILLIS) {
                throw new IllegalArgumentException("'" + text + "' is no time; give " + RIGHT);
            }
            return Duration.ofMillis(Math.round(value));
        }

        /** Whole seconds where it can be, else with a fraction. */
        @Override
        public String format(Duration value) {
            long millis = value.toMillis();
            return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** File mode bits in octal, as the shell's umask has them. */
    record Octal() implements ValueType<Integer> {
        @Override
        public String metavar() {
            return "OCTAL";
        }

        @Override
        public Integer parse(String text, Path directory) {
            String digits = text.startsWith("0o") ? text.substring(2) : text;
            try {
                int value = Integer.parseInt(digits, 8);
                if (value >= 0 && value <= 0777) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("'" + text + "' is no file mode mask; give an octal one such as 022");
        }

        @Override
        public String format(Integer value) {
            return "0o" + Integer.toOctalString(value);
        }

        /** TOML's {@code 0o22} arrives as the number 18. */
        @Override
        public String textOf(long number) {
            return "0o" + Long.toOctalString(number);
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** @param given the whole text, for the message */
    private static long whole(String digits, String given, String right) {
        try {
            long value = Long.parseLong(digits);
            if (value >= 0 && digits.charAt(0) != '+') {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + given + "' is not valid; give " + right);
    }
}
