package io.jcorn.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody who mistyped one may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate of the least edit distance, if that is small for the name's length. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        int limit = (name.length() < 4 ? 1 : Math.max(2, name.length() / 3)) + 1;
        String nearest = null;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            if (distance < limit) {
                limit = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many insertions, deletions, replacements or swaps of neighbours make {@code b} of {@code a}. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[b.length()];
    }
}
