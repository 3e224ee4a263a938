package io.jcorn.servlet.realm;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The options of a realm, checked: one that nobody knows may be the misspelt one that matters. */
record Options(String type, Map<String, String> values) {
    /** @throws IOException for an option that is not among {@code known} */
    static Options of(String type, Map<String, String> values, Set<String> known) throws IOException {
        for (String name : values.keySet()) {
            if (!known.contains(name))
                throw new IOException(
                        "a realm of type " + type + " has no option '" + name + "'; it has " + new TreeSet<>(known));
        }
        return new Options(type, Map.copyOf(values));
    }

    String required(String name) throws IOException {
        String value = values.get(name);
        if (value == null) throw new IOException("a realm of type " + type + " needs the option " + name);
        return value;
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
