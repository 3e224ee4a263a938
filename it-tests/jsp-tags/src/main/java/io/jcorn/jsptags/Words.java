package io.jcorn.jsptags;

import java.util.Locale;

/** Functions for expressions. */
public final class Words {
    private Words() {}

    public static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
