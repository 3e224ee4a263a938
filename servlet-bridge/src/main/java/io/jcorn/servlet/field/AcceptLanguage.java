package io.jcorn.servlet.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The Accept-Language field (RFC 9110 §12.5.4). */
public final class AcceptLanguage {
    /** More than a person speaks; bounds what a client can have sorted. */
    private static final int MOST = 64;

    private record Weighted(Locale locale, float weight) {}

    private AcceptLanguage() {}

    /**
     * The locales of all field lines, the preferred first and equals in their order. Those refused by q=0, the wildcard
     * and what is no language tag are left out.
     */
    public static List<Locale> parse(List<String> lines) {
        List<Weighted> found = new ArrayList<>(4);
        for (String line : lines) {
            for (int start = 0; start <= line.length() && found.size() < MOST; ) {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                add(line.substring(start, end).trim(), found);
                start = end + 1;
            }
        }
        found.sort(Comparator.comparing(Weighted::weight).reversed());
        return found.stream().map(Weighted::locale).toList();
    }

    private static void add(String item, List<Weighted> found) {
        int semicolon = item.indexOf(';');
        String tag = semicolon < 0 ? item : item.substring(0, semicolon).trim();
        Locale locale = Locale.forLanguageTag(tag);
        float weight = semicolon < 0 ? 1 : weight(FieldParameters.find(item, "q"));
        if (!locale.getLanguage().isEmpty() && weight > 0) {
            found.add(new Weighted(locale, weight));
        }
    }

    private static float weight(String q) {
        if (q == null) {
            return 1;
        }
        try {
            return Float.parseFloat(q);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
