package io.jcorn.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds in what two servers' answers differ. Left out is what no two of them can have in common, and what means the same:
 * how a body of unknown length is framed, spaces and the order of a list's elements.
 */
final class Comparison {
    /** Of the server, the connection or the moment. How a body is framed the client has checked by reading it. */
    private static final Set<String> IGNORED = Set.of("date", "expires", "server", "keep-alive", "transfer-encoding");

    private static final Pattern OF_EVERY_REQUEST = Pattern.compile("Host: |Cookie: |Content-Length: ");

    /** How a page begins that a server makes of an error for which the application has none. */
    private static final Pattern OWN_PAGE =
            Pattern.compile("<!doctype html><html lang=\"en\"><head><title>HTTP Status \\d|"
                    + "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\\d|"
                    + "\\{\"status\":\\d+,\"title\":\"[^\"]*\",\"detail\":");

    private static final Set<String> OF_OWN_PAGES = Set.of("content-type", "content-length", "content-language");

    /** What is made anew each time, or tells of the process; groups hold it. */
    private static final Pattern CHANGING = Pattern.compile(String.join(
            "|",
            "(?i:jsessionid=)([^;,?&\"'<\\s]+)",
            "\"timestamp\":\"([^\"]+)",
            "name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)",
            "jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]+)",
            "Expires=([^;]+)",
            "(?<='>)(\\w{3} \\w{3} \\d\\d [\\d:]{8} \\w+ \\d{4})<",
            "'nonce-([^']+)'",
            "nonce=\"([^\"]+)\"",
            "\"timestamp\":(\\d+)",
            "(?<=\")(\\d+\\.\\d+\\.\\d+\\.\\d+-\\d+-[0-9a-f]+)-servlet",
            "\\A\\d+:? (\\d+)\\s*\\z",
            "boundary=(\\w+)",
            "--(\\w{20,}(?:--\\s*\\z)?)",
            "\"server\": \"([^\"]+)\"",
            "\"pid\": (\\d+)"));

    private static final int SHOWN = 160;

    private Comparison() {}

    /** In words, one for each status, field and body that differs. */
    static List<String> differences(List<Witness.Heard> tomcat, List<Witness.Heard> jcorn) {
        List<String> found = new ArrayList<>();
        if (tomcat.size() != jcorn.size()) {
            found.add("Tomcat has answered " + tomcat.size() + " times, jcorn " + jcorn.size());
        }
        for (int i = 0; i < Math.min(tomcat.size(), jcorn.size()); i++) {
            found.addAll(differences(
                    tomcat.get(i).request(),
                    tomcat.get(i).answer(),
                    jcorn.get(i).answer()));
        }
        return found;
    }

    private static List<String> differences(String request, HttpAnswer tomcat, HttpAnswer jcorn) {
        String head = request.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !OF_EVERY_REQUEST.matcher(line).lookingAt())
                .collect(Collectors.joining(" | "))
                .replace(" HTTP/1.1", "");
        Map<String, String> theirs = normal(head, tomcat);
        Map<String, String> ours = normal(head, jcorn);
        Set<String> parts = new TreeSet<>(theirs.keySet());
        parts.addAll(ours.keySet());
        return parts.stream()
                .filter(part -> !Objects.equals(theirs.get(part), ours.get(part)))
                .map(part -> "%s: %s: Tomcat %s, jcorn %s"
                        .formatted(
                                head,
                                part,
                                shown(theirs.get(part), ours.get(part)),
                                shown(ours.get(part), theirs.get(part))))
                .toList();
    }

    /** Status, fields and body, each by its name. */
    private static Map<String, String> normal(String head, HttpAnswer answer) {
        Map<String, String> parts = new TreeMap<>();
        answer.fields().forEach((name, value) -> parts.put(name, normalField(name, value)));
        parts.keySet().removeAll(IGNORED);
        boolean errorWithoutBody = answer.status() >= 400 && head.startsWith("HEAD ");
        if (errorWithoutBody || OWN_PAGE.matcher(answer.body()).lookingAt()) {
            parts.put("body", "the server's own page");
            parts.keySet().removeAll(OF_OWN_PAGES);
        } else {
            parts.put("body", unchanging(answer.body()));
            // of a body that is there it says nothing more than the body does
            if (!head.startsWith("HEAD ")) parts.remove("content-length");
        }
        parts.put("status", Integer.toString(answer.status()));
        return parts;
    }

    private static String normalField(String name, String value) {
        return switch (name) {
            case "allow", "vary", "access-control-allow-methods" ->
                Arrays.stream(value.split(",")).map(String::strip).sorted().collect(Collectors.joining(", "));
            case "set-cookie" ->
                Arrays.stream(unchanging(value).split(", "))
                        .map(Comparison::withSortedAttributes)
                        .collect(Collectors.joining(", "));
            case "content-type" -> unchanging(value.replace("; ", ";"));
            case "connection" -> value.toLowerCase(Locale.ROOT);
            default -> unchanging(value);
        };
    }

    private static String withSortedAttributes(String cookie) {
        List<String> parts = new ArrayList<>(Arrays.asList(cookie.split("; ")));
        parts.subList(1, parts.size()).sort(null);
        return String.join("; ", parts);
    }

    private static String unchanging(String text) {
        return CHANGING.matcher(text).replaceAll(Comparison::withoutGroups);
    }

    /** What the groups of {@code found} hold is replaced by a star. */
    private static String withoutGroups(MatchResult found) {
        StringBuilder text = new StringBuilder(found.group());
        for (int group = found.groupCount(); group > 0; group--) {
            if (found.start(group) >= 0) {
                text.replace(found.start(group) - found.start(), found.end(group) - found.start(), "*");
            }
        }
        return text.toString().replace("\\", "\\\\").replace("$", "\\$");
    }

    /** Of a long text the part where it begins to differ. */
    private static String shown(String text, String other) {
        if (text == null) return "has none";
        if (text.length() <= SHOWN) return "\"" + text + "\"";
        int same = other == null ? 0 : commonPrefix(text, other);
        int from = Math.max(0, same - 20);
        return "at " + same + " of " + text.length() + " \""
                + text.substring(from, Math.min(text.length(), from + SHOWN)) + "\"";
    }

    private static int commonPrefix(String one, String other) {
        return (int) IntStream.range(0, Math.min(one.length(), other.length()))
                .takeWhile(i -> one.charAt(i) == other.charAt(i))
                .count();
    }
}
