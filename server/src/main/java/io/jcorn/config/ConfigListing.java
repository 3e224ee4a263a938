package io.jcorn.config;

import java.util.List;
import java.util.StringJoiner;

/** Writes a configuration as TOML that, read back, is the same: what {@code --print-config} shows. */
public final class ConfigListing {
    private ConfigListing() {}

    /** A line for each setting, with where its value comes from; those that have none stand in comments. */
    public static String of(Config config) {
        StringBuilder listing = new StringBuilder();
        Setting.Section section = null;
        for (Setting<?> setting : Settings.all()) {
            if (section != setting.section()) {
                listing.append(section == null ? "" : "\n");
                section = setting.section();
                listing.append("# ").append(section.title()).append('\n');
            }
            listing.append(line(config, setting)).append('\n');
        }
        return listing.toString();
    }

    private static String line(Config config, Setting<?> setting) {
        List<String> all = config.texts(setting);
        List<String> shown = config.texts(setting, false);
        String origin = "  # " + config.origin(setting);
        if (all.isEmpty() && !setting.isRepeatable()) {
            return "# " + setting.name() + " is not set";
        } else if (shown.isEmpty() && !all.isEmpty()) {
            return "# " + setting.name() + " is set and not shown" + origin;
        }
        return (setting.isCommandLineOnly() ? "# " : "")
                + setting.name() + " = " + value(setting, shown) + origin
                + (shown.size() < all.size() ? "; what is secret is not shown" : "");
    }

    private static String value(Setting<?> setting, List<String> texts) {
        if (!setting.isRepeatable()) {
            return scalar(setting, texts.get(0));
        }
        StringJoiner list = new StringJoiner(", ", "[", "]");
        texts.forEach(text -> list.add(scalar(setting, text)));
        return list.toString();
    }

    private static String scalar(Setting<?> setting, String text) {
        return setting.type().isBare() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
