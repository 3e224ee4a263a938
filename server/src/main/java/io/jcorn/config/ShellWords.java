package io.jcorn.config;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into words as a POSIX shell does, without any expansion: quotes and backslashes count. */
public final class ShellWords {
    private ShellWords() {}

    /** @throws IllegalArgumentException if a quote is not closed */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '\'') {
                int end = closing(text, i);
                word.append(text, i + 1, end);
                i = end;
            } else if (c == '"') {
                i = doubleQuoted(text, i, word);
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** Appends what stands in double quotes; a backslash escapes a quote or a backslash there. */
    private static int doubleQuoted(String text, int start, StringBuilder word) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            boolean escape = c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
            word.append(escape ? text.charAt(++i) : c);
        }
        throw unclosed(text, start);
    }

    private static int closing(String text, int start) {
        int end = text.indexOf(text.charAt(start), start + 1);
        if (end < 0) {
            throw unclosed(text, start);
        }
        return end;
    }

    private static IllegalArgumentException unclosed(String text, int start) {
        return new IllegalArgumentException(
                "the quote " + text.charAt(start) + " is not closed in: " + text.substring(start));
    }
}
