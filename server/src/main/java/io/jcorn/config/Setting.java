package io.jcorn.config;

import java.util.List;

/**
 * A setting: a row of the table in {@link Settings}. Each is a constant and equal to itself only.
 *
 * @param <T> the type of one value; a repeatable setting has a list of them
 */
public final class Setting<T> {
    /** The manual's chapters, in its order. */
    public enum Section {
        APPLICATION("Application and process"),
        SOCKETS("Sockets"),
        WORKERS("Workers"),
        HTTP("HTTP"),
        CONTENT("Files and compression"),
        TLS("TLS"),
        PROXIES("Proxies in front"),
        SESSIONS("Sessions"),
        SECURITY("Users and logins"),
        RESOURCES("Resources of applications"),
        LOGGING("Logging");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Section section;
    private final String name;
    private final ValueType<T> type;
    private final String shortFlag;
    private final List<String> aliases;
    private final List<String> defaults;
    private final String variable;
    private final String variablePrefix;
    private final boolean repeatable;
    private final boolean commandLineOnly;
    private final boolean secret;
    private final String doc;

    private Setting(Row<T> row, String doc) {
        section = row.section;
        name = row.name;
        type = row.type;
        shortFlag = row.shortFlag;
        aliases = row.aliases;
        defaults = row.defaults;
        variable = row.variable;
        variablePrefix = row.variablePrefix;
        repeatable = row.repeatable;
        commandLineOnly = row.commandLineOnly;
        secret = row.secret;
        this.doc = doc;
    }

    public Section section() {
        return section;
    }

    /** Canonical, and the flag without its dashes: {@code graceful-timeout}. A file may write {@code _} for {@code -}. */
    public String name() {
        return name;
    }

    ValueType<T> type() {
        return type;
    }

    /** Such as {@code -b}, or "". */
    public String shortFlag() {
        return shortFlag;
    }

    /** Other names in a file, mostly those of gunicorn's; none is a flag. */
    public List<String> aliases() {
        return aliases;
    }

    /** Texts of the default: one; none for an optional setting; any number for a repeatable one. */
    public List<String> defaults() {
        return defaults;
    }

    /** The environment variable that also sets it, or "". */
    public String variable() {
        return variable;
    }

    /** What stands before the variable's value: {@code PORT=80} means {@code 0.0.0.0:80}. */
    String variablePrefix() {
        return variablePrefix;
    }

    public boolean isRepeatable() {
        return repeatable;
    }

    /** Whether a file must not set it. */
    public boolean isCommandLineOnly() {
        return commandLineOnly;
    }

    /** Whether its value is not to be shown. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether the command line has {@code --x} and {@code --no-x} for it. */
    public boolean isFlag() {
        return type instanceof Texts.Flag;
    }

    /** What stands for a value in a usage text, such as {@code SECONDS}. */
    public String metavar() {
        return type.metavar();
    }

    /** A paragraph. */
    public String doc() {
        return doc;
    }

    /** The paragraph's first sentence, without its full stop. */
    public String summary() {
        int end = doc.indexOf(". ");
        return end < 0 ? doc.substring(0, doc.length() - 1) : doc.substring(0, end);
    }

    @Override
    public String toString() {
        return name;
    }

    static <T> Row<T> of(Section section, String name, ValueType<T> type) {
        return new Row<>(section, name, type);
    }

    /** A row being written; {@link #doc} ends it. */
    static final class Row<T> {
        private final Section section;
        private final String name;
        private final ValueType<T> type;
        private String shortFlag = "";
        private List<String> aliases = List.of();
        private List<String> defaults = List.of();
        private String variable = "";
        private String variablePrefix = "";
        private boolean repeatable;
        private boolean commandLineOnly;
        private boolean secret;

        private Row(Section section, String name, ValueType<T> type) {
            this.section = section;
            this.name = name;
            this.type = type;
        }

        Row<T> flag(String flag) {
            shortFlag = flag;
            return this;
        }

        Row<T> alias(String alias) {
            aliases = List.of(alias);
            return this;
        }

        Row<T> defaultsTo(String text) {
            defaults = List.of(text);
            return this;
        }

        Row<T> environment(String name, String prefix) {
            variable = name;
            variablePrefix = prefix;
            return this;
        }

        Row<T> repeatable() {
            repeatable = true;
            return this;
        }

        Row<T> commandLineOnly() {
            commandLineOnly = true;
            return this;
        }

        Row<T> secret() {
            secret = true;
            return this;
        }

        Setting<T> doc(String paragraph) {
            return new Setting<>(this, paragraph.strip().replace('\n', ' '));
        }
    }
}
