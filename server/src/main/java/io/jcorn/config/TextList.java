package io.jcorn.config;

import java.util.ArrayList;
import java.util.List;

/** Several texts in one: a line each, with a backslash and a line feed inside of one written {@code \\} and {@code \n}. */
final class TextList {
    private TextList() {}

    static String join(List<String> texts) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            joined.append(i == 0 ? "" : "\n")
                    .append(texts.get(i).replace("\\", "\\\\").replace("\n", "\\n"));
        }
        return joined.toString();
    }

    /** The empty text is the empty list, so a list of one empty text is not to be had; no setting has one. */
    static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == '\\' && i + 1 < joined.length()) {
                char escaped = joined.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else if (c == '\n') {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c);
            }
        }
        if (!joined.isEmpty()) {
            texts.add(text.toString());
        }
        return texts;
    }
}
