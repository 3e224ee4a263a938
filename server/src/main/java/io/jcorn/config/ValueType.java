package io.jcorn.config;

import java.nio.file.Path;

/**
 * The type of a setting's value: turns text into it and back. {@code parse(format(v), dir)} equals {@code v}.
 *
 * <p>The types are small classes rather than lambdas, as a JVM that only starts pays for each lambda it links.
 */
interface ValueType<T> {
    /** What stands for the value in a usage text, such as {@code SECONDS}. */
    String metavar();

    /**
     * Parses what was given on the command line, in a file or in the environment.
     *
     * @param directory absolute; what a relative path is relative to
     * @throws IllegalArgumentException whose message tells what is wrong and what would be right
     */
    T parse(String text, Path directory);

    default String format(T value) {
        return value.toString();
    }

    /** The text that stands for a whole number that a file gave as a number. */
    default String textOf(long number) {
        return Long.toString(number);
    }

    /** Whether nobody should see a value: as it stands, URLs with somebody's name, perhaps password, before the host (RFC 3986 §3.2.1). */
    default boolean isSecret(T value) {
        return format(value).matches("[a-z+-]+://[^/?#]*@.*");
    }

    /** Whether a value stands without quotes in TOML. */
    default boolean isBare() {
        return false;
    }
}
