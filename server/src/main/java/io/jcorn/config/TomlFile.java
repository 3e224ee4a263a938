package io.jcorn.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a configuration file: settings as top-level keys, and the tables {@code [apps]}, {@code [env]} and {@code [datasource.NAME]}. */
public final class TomlFile {
    private final String name;
    private final TomlParseResult toml;
    private final Map<Setting<?>, Layer.Given> given = new LinkedHashMap<>();

    private TomlFile(String name, TomlParseResult toml) {
        this.name = name;
        this.toml = toml;
    }

    /**
     * Blocks.
     *
     * @param name the file's name for messages, as the operator knows it
     */
    public static Layer read(Path file, String name) throws ConfigException {
        return parse(text(file, name), name);
    }

    static Layer parse(String text, String name) throws ConfigException {
        TomlParseResult toml = Toml.parse(text);
        for (TomlParseError error : toml.errors()) {
            throw new ConfigException(at(name, error.position()), oneLine(error.getMessage()));
        }
        return new TomlFile(name, toml).layer();
    }

    private static String text(Path file, String name) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(name, "no such configuration file");
        } catch (CharacterCodingException e) {
            throw new ConfigException(name, "the configuration file is not UTF-8");
        } catch (IOException e) {
            String problem =
                    Files.isDirectory(file) ? "is a folder" : e.getClass().getSimpleName();
            throw new ConfigException(name, "the configuration file can't be read: " + problem);
        }
    }

    private Layer layer() throws ConfigException {
        for (Map.Entry<String, Object> entry : toml.entrySet()) {
            if (entry.getValue() instanceof TomlTable table) {
                readTable(entry.getKey(), table);
            } else {
                readSetting(entry.getKey(), entry.getValue());
            }
        }
        return new Layer(given);
    }

    private void readTable(String key, TomlTable table) throws ConfigException {
        switch (key) {
            case "apps" -> put(ApplicationSettings.APP, key, pairs(key, table));
            case "env" -> put(ApplicationSettings.ENV, key, pairs(key, table));
            case "datasource" -> put(ResourceSettings.DATASOURCE, key, options(table));
            default ->
                throw new ConfigException(
                        at(key),
                        "unknown table [" + key
                                + "]; there are [apps], [env] and [datasource.NAME], all else stands above them");
        }
    }

    /** A table's lines as {@code key=value}, which is how the command line has them. */
    private List<String> pairs(String key, TomlTable table) throws ConfigException {
        List<String> pairs = new ArrayList<>();
        for (String name : table.keySet()) {
            List<String> path = List.of(key, name);
            if (!(table.get(List.of(name)) instanceof String value)) {
                String meant = Settings.find(name).isPresent() ? "; is it the setting? Put that above all tables" : "";
                throw new ConfigException(at(path), name + ": a text in quotes belongs here" + meant);
            }
            if (key.equals("apps") && !name.startsWith("/")) {
                throw new ConfigException(at(path), name + ": a context path begins with /; write \"/" + name + "\"");
            }
            pairs.add(name + "=" + value);
        }
        return pairs;
    }

    /** The tables of data sources as {@code KEY.OPTION=VALUE}, which is how the command line has them. */
    private List<String> options(TomlTable sources) throws ConfigException {
        List<String> options = new ArrayList<>();
        for (String key : sources.keySet()) {
            if (!(sources.get(List.of(key)) instanceof TomlTable source)) {
                throw new ConfigException(
                        at(List.of("datasource", key)), key + ": a data source is a table, [datasource.NAME]");
            }
            for (Map.Entry<List<String>, Object> entry : source.entryPathSet()) {
                String value = entry.getValue() instanceof TomlArray array
                        ? String.join(
                                ",",
                                array.toList().stream().map(Object::toString).toList())
                        : entry.getValue().toString();
                options.add(key + "." + String.join(".", entry.getKey()) + "=" + value);
            }
        }
        return options;
    }

    private void readSetting(String key, Object value) throws ConfigException {
        Setting<?> setting = Settings.find(key)
                .orElseThrow(() -> new ConfigException(at(key), "unknown setting " + key + Settings.suggestion(key)));
        if (setting.isCommandLineOnly()) {
            throw new ConfigException(at(key), key + " belongs on the command line, not in a file");
        }
        put(
                setting,
                key,
                value instanceof TomlArray array ? texts(setting, key, array) : List.of(text(setting, key, value)));
    }

    private List<String> texts(Setting<?> setting, String key, TomlArray array) throws ConfigException {
        if (!setting.isRepeatable()) {
            throw new ConfigException(at(key), key + " has one value, not a list of them");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            texts.add(text(setting, key, array.get(i)));
        }
        return texts;
    }

    private String text(Setting<?> setting, String key, Object value) throws ConfigException {
        if (value instanceof TomlTable || value instanceof TomlArray) {
            throw new ConfigException(at(key), key + " can't hold this; give texts or numbers");
        }
        return value instanceof Long number ? setting.type().textOf(number) : value.toString();
    }

    private void put(Setting<?> setting, String key, List<String> texts) throws ConfigException {
        if (given.put(setting, new Layer.Given(texts, at(key) + ": " + key)) != null) {
            throw new ConfigException(at(key), key + " is set a second time; its other name is " + setting.name());
        }
    }

    private String at(String key) {
        return at(List.of(key));
    }

    private String at(List<String> path) {
        return at(name, toml.inputPositionOf(path));
    }

    private static String at(String name, TomlPosition position) {
        return position == null ? name : name + ":" + position.line() + ":" + position.column();
    }

    private static String oneLine(String message) {
        return message.replace("\n", "\\n");
    }
}
