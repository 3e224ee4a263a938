package io.jcorn.arbiter;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much of the machine's memory, or its container's, a worker's heap may take. A JVM takes a quarter, as if it were alone:
 * with more than three workers the system would run out before any of them does, and kill one that isn't to blame.
 */
final class HeapShare {
    private static final String OPTION = "MaxRAMPercentage";
    private static final double ALL_PERCENT = 75;
    private static final double JVMS_PERCENT = 25;

    /** Where a JVM takes options from besides its command line, on which they would be overruled. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private HeapShare() {}

    /**
     * Options for a worker's JVM, before the user's own.
     *
     * @param environment the worker's
     */
    static List<String> options(int workers, Map<String, String> environment) {
        boolean told = VARIABLES.stream()
                .anyMatch(name -> environment.getOrDefault(name, "").contains(OPTION));
        double percent = ALL_PERCENT / workers;
        if (told || percent >= JVMS_PERCENT) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT, "-XX:%s=%.2f", OPTION, percent));
    }
}
