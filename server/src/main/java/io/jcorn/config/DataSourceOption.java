package io.jcorn.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An option of a data source: {@code KEY.OPTION=VALUE}, in a file a line of the table {@code [datasource.KEY]}.
 *
 * @param option one of the table below, or {@code properties.NAME} for one that the driver knows
 * @param value as its type writes it
 */
record DataSourceOption(String key, String option, String value) {
    private static final String PROPERTIES = "properties.";
    private static final int MOST_CONNECTIONS = 10_000;

    private static final Map<String, ValueType<?>> OPTIONS = options();

    /** As in {@link java.sql.Connection}. */
    private enum Isolation {
        READ_UNCOMMITTED,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static Map<String, ValueType<?>> options() {
        Map<String, ValueType<?>> options = new LinkedHashMap<>();
        ValueType<?> text = new Texts.Text("TEXT");
        ValueType<?> time = new Numbers.Seconds();
        options.put("url", new Url());
        options.put("user", text);
        options.put("password", text);
        options.put("password-file", new Texts.FilePath("FILE"));
        options.put("driver", text);
        options.put("name", text);
        options.put("apps", new ContextPaths());
        options.put("maximum", new Numbers.Whole(1, MOST_CONNECTIONS));
        options.put("minimum", new Numbers.Whole(0, MOST_CONNECTIONS));
        options.put("connection-timeout", time);
        options.put("idle-timeout", time);
        options.put("max-lifetime", time);
        options.put("leak-detection", time);
        options.put("test-query", text);
        options.put("init-sql", text);
        options.put("isolation", new Texts.Choice<>("LEVEL", List.of(Isolation.values())));
        return options;
    }

    static DataSourceOption parse(String text, Path directory) {
        int dot = text.indexOf('.');
        int equals = text.indexOf('=');
        if (dot <= 0 || equals <= dot + 1 || !text.substring(0, dot).matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("'" + text.substring(0, Math.max(equals, 0))
                    + "' is no option of a data source; give NAME.OPTION=VALUE");
        }
        String key = text.substring(0, dot);
        String option = text.substring(dot + 1, equals);
        String value = text.substring(equals + 1);
        if (option.startsWith(PROPERTIES) && option.length() > PROPERTIES.length()) {
            return new DataSourceOption(key, option, value);
        }
        ValueType<?> type = OPTIONS.get(option);
        if (type == null) {
            String meant = Nearest.to(option, OPTIONS.keySet())
                    .map(name -> "did you mean " + name + "?")
                    .orElse("there are " + String.join(", ", OPTIONS.keySet()) + " and the table properties");
            throw new IllegalArgumentException(key + " has no option " + option + "; " + meant);
        }
        try {
            return new DataSourceOption(key, option, normal(type, value, directory));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + "." + option + ": " + e.getMessage());
        }
    }

    private static <T> String normal(ValueType<T> type, String value, Path directory) {
        return type.format(type.parse(value, directory));
    }

    /** @throws IllegalArgumentException for what the options of one data source, or the names of two, can't be together */
    static void check(List<DataSourceOption> options) {
        Map<String, Map<String, String>> sources = new LinkedHashMap<>();
        for (DataSourceOption each : options) {
            Map<String, String> source = sources.computeIfAbsent(each.key, key -> new LinkedHashMap<>());
            if (source.put(each.option, each.value) != null) {
                throw new IllegalArgumentException(each.key + "." + each.option + " is set twice; leave one");
            }
        }
        Map<String, String> places = new LinkedHashMap<>();
        sources.forEach((key, source) -> {
            check(key, source);
            String name = source.getOrDefault("name", "jdbc/" + key);
            for (String app : source.getOrDefault("apps", "").split(",")) {
                String other = places.putIfAbsent(name + " " + app, key);
                other = other == null && !app.isEmpty() ? places.get(name + " ") : other;
                if (other != null) {
                    throw new IllegalArgumentException(other + " and " + key + " have the same name, " + name
                            + "; give each its own, or other apps");
                }
            }
        });
    }

    private static void check(String key, Map<String, String> source) {
        if (!source.containsKey("url")) {
            throw new IllegalArgumentException(key + " has no url, such as jdbc:postgresql://db/shop");
        }
        if (source.containsKey("password") && source.containsKey("password-file")) {
            throw new IllegalArgumentException(key + " has both password and password-file; give one of them");
        }
        Duration wait = new Numbers.Seconds().parse(source.getOrDefault("connection-timeout", "1"), Path.of(""));
        if (wait.compareTo(Duration.ofMillis(250)) < 0) {
            throw new IllegalArgumentException(key + ".connection-timeout is too short; give 250ms or more");
        }
    }

    /** Whether nobody should see it: the driver's properties may hold anything. */
    boolean isSecret() {
        return option.equals("password")
                || option.startsWith(PROPERTIES)
                || option.equals("url") && value.matches("(?i).*(//[^/?]*@|password|pwd).*");
    }

    @Override
    public String toString() {
        return key + "." + option + "=" + value;
    }

    /** Of a value of the setting. */
    record Type() implements ValueType<DataSourceOption> {
        @Override
        public String metavar() {
            return "NAME.OPTION=VALUE";
        }

        @Override
        public DataSourceOption parse(String text, Path directory) {
            return DataSourceOption.parse(text, directory);
        }

        @Override
        public boolean isSecret(DataSourceOption value) {
            return value.isSecret();
        }
    }

    /** Of JDBC. */
    private record Url() implements ValueType<String> {
        @Override
        public String metavar() {
            return "URL";
        }

        @Override
        public String parse(String text, Path directory) {
            if (!text.startsWith("jdbc:")) {
                throw new IllegalArgumentException("a URL of JDBC begins with jdbc:, as jdbc:postgresql://db/shop");
            }
            return text;
        }
    }

    /** Which applications may use it, with commas between. */
    private record ContextPaths() implements ValueType<String> {
        @Override
        public String metavar() {
            return "PATHS";
        }

        @Override
        public String parse(String text, Path directory) {
            for (String path : text.split(",")) {
                if (!path.startsWith("/")) {
                    throw new IllegalArgumentException("'" + path + "' is no context path; it begins with /");
                }
            }
            return text;
        }
    }
}
