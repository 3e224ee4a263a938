package io.jcorn.servlet.context;

import java.util.ArrayList;
import java.util.List;

/** What happened to the listeners, filters and servlets of a test, in order. */
final class Journal {
    private static final List<String> ENTRIES = new ArrayList<>();

    private Journal() {}

    static synchronized void write(String entry) {
        ENTRIES.add(entry);
    }

    static synchronized List<String> take() {
        List<String> taken = List.copyOf(ENTRIES);
        ENTRIES.clear();
        return taken;
    }
}
