package io.jcorn.servlet.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which filters stand in front of a servlet mapping for one kind of dispatch. Mostly that is the same for all paths of the mapping and
 * known beforehand; where patterns of filters cut across it, the chains met so far are kept by the set of filters that matched.
 *
 * <p>Read by all request threads. {@code seen} is replaced as a whole: two threads that race each make a good chain, one is kept.
 */
final class FilterSelection {
    /** @param condition null if the filter is in front of every path of the mapping */
    record Candidate(FilterHolder filter, FilterBinding condition) {}

    private record Seen(long matched, Chain chain) {}

    private static final int MOST_SEEN = 32;

    private final ServletHolder servlet;
    private final Candidate[] candidates;
    private final Chain fixed;
    private volatile Seen[] seen = new Seen[0];

    FilterSelection(ServletHolder servlet, List<Candidate> candidates) {
        this.servlet = servlet;
        this.candidates = candidates.toArray(Candidate[]::new);
        boolean varies = candidates.stream().anyMatch(c -> c.condition() != null);
        this.fixed = varies ? null : make("");
    }

    Chain chain(String path) {
        if (fixed != null) return fixed;
        if (candidates.length > Long.SIZE) return make(path);
        long matched = 0;
        for (int i = 0; i < candidates.length; i++) {
            if (isIn(candidates[i], path)) matched |= 1L << i;
        }
        Seen[] known = seen;
        for (Seen one : known) {
            if (one.matched == matched) return one.chain;
        }
        Chain chain = make(path);
        if (known.length < MOST_SEEN) {
            Seen[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = new Seen(matched, chain);
            seen = more;
        }
        return chain;
    }

    private Chain make(String path) {
        List<FilterHolder> filters = new ArrayList<>();
        for (Candidate candidate : candidates) {
            // a filter that several of its mappings bring in runs once, at the first one's place
            if (isIn(candidate, path) && !filters.contains(candidate.filter())) filters.add(candidate.filter());
        }
        return new Chain(filters, servlet);
    }

    private static boolean isIn(Candidate candidate, String path) {
        return candidate.condition() == null || candidate.condition().matches(path);
    }
}
