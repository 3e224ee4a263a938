package io.jcorn.servlet.resource;

import java.util.ArrayList;
import java.util.List;

/** What Cache-Control says of files (RFC 9111 §5.2), by the first pattern that fits a path. Immutable. */
public final class CacheRules {
    private record Rule(String pattern, String value) {
        boolean fits(String path) {
            if (pattern.endsWith("/*")) {
                int end = pattern.length() - 2;
                return path.startsWith(pattern.substring(0, end)) && (path.length() == end || path.charAt(end) == '/');
            }
            return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** @param given each is {@code PATTERN=VALUE} with a servlet's pattern */
    public CacheRules(List<String> given) {
        for (String rule : given) {
            int equals = rule.indexOf('=');
            rules.add(new Rule(rule.substring(0, equals), rule.substring(equals + 1)));
        }
    }

    /** What is said of the file of that path; null for nothing. */
    String of(String path) {
        return rules.stream()
                .filter(rule -> rule.fits(path))
                .map(Rule::value)
                .findFirst()
                .orElse(null);
    }
}
