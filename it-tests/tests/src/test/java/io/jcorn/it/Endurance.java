package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How often, and how long: little in the ordinary build, which has to end soon, and as much as a release is worth in the
 * profile {@code endurance}.
 */
final class Endurance {
    private static final boolean ASKED = Boolean.getBoolean("jcorn.endurance");
    private static final Path FIGURES = Built.TARGET.resolve("endurance");

    private Endurance() {}

    /** Whether it is worth to hold a stop-watch: in the ordinary build nobody knows what else the machine does. */
    static boolean isAsked() {
        return ASKED;
    }

    static int times(int ordinarily, int enduring) {
        return ASKED ? enduring : ordinarily;
    }

    /** How long an attack lasts: {@code -Djcorn.endurance.seconds}. */
    static Duration attack() {
        return Duration.ofSeconds(ASKED ? Long.getLong("jcorn.endurance.seconds", 300) : 2);
    }

    /** Prints a line of figures, and keeps it in a file of {@code target/endurance}. */
    static void tell(String file, String figures) {
        System.out.println(figures);
        try {
            Files.writeString(
                    Files.createDirectories(FIGURES).resolve(file),
                    figures + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
