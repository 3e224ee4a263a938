package io.jcorn.config;

import java.util.List;

/** Writes the settings' manual from the table. */
final class Manual {
    private Manual() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Settings

                <!-- Written from the table in io.jcorn.config.Settings; `mvn -pl server test -Dtest=ManualTest
                     -Djcorn.manual.write=true` writes it anew. -->

                A setting comes from its default, the environment, a file, `JCORN_CMD_ARGS` or the command line; what
                stands later in this list wins. A list that is given replaces an earlier one, nothing is merged.

                The file is TOML: `jcorn.toml` in the current directory, or what `-c` names. A key is the option's name
                without its dashes, `graceful-timeout` or `graceful_timeout`. Tables hold what has names of its own:
                `[apps]`, `[env]` and `[datasource.NAME]`. HUP reads the file again.

                ```toml
                bind = ["0.0.0.0:8000", "unix:/run/jcorn.sock"]
                workers = 2
                timeout = "1m"

                [apps]
                "/" = "shop.war"
                "/admin" = "admin.war"
                ```

                `JCORN_CMD_ARGS` holds options as the command line does, with a shell's quotes. A relative path begins at
                the current directory, wherever it is written. Times are seconds, or have a unit: `500ms`, `30s`, `2m`,
                `1h`. Sizes are bytes, or have a unit: `64k`, `10m`, `1g`.
                """);
        Setting.Section section = null;
        for (Setting<?> setting : Settings.all()) {
            if (section != setting.section()) {
                section = setting.section();
                text.append("\n## ").append(section.title()).append('\n');
            }
            append(text, setting);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Setting<?> setting) {
        text.append("\n### ").append(setting.name()).append("\n\n`");
        text.append(setting.shortFlag().isEmpty() ? "" : setting.shortFlag() + "`, `");
        text.append("--").append(setting.name());
        text.append(setting.isFlag() ? "`, `--no-" + setting.name() : " " + setting.metavar())
                .append('`');
        text.append(setting.isRepeatable() ? ", repeatable" : "").append('\n');
        List<String> defaults = setting == ApplicationSettings.WORK_DIR ? List.of() : setting.defaults();
        defaults.forEach(value -> text.append("<br>Default: `").append(value).append("`\n"));
        if (!setting.variable().isEmpty()) {
            text.append("<br>Environment: `").append(setting.variable()).append("`\n");
        }
        setting.aliases()
                .forEach(alias ->
                        text.append("<br>In a file also `").append(alias).append("`\n"));
        text.append('\n').append(wrapped(setting.doc())).append('\n');
    }

    /** Lines of at most 120 characters. */
    private static String wrapped(String paragraph) {
        StringBuilder wrapped = new StringBuilder();
        int length = 0;
        for (String word : paragraph.split(" ", -1)) {
            if (length + word.length() > 119) {
                wrapped.append('\n');
                length = 0;
            } else if (length > 0) {
                wrapped.append(' ');
                length++;
            }
            wrapped.append(word);
            length += word.length();
        }
        return wrapped.toString();
    }
}
