package io.jcorn.cli;

import io.jcorn.config.AppCheck;
import io.jcorn.config.AppFolder;
import io.jcorn.config.AppLocation;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigSource;
import io.jcorn.config.Layer;
import io.jcorn.config.PathCheck;
import io.jcorn.config.Settings;
import io.jcorn.config.ShellWords;
import io.jcorn.config.TomlFile;
import io.jcorn.config.WorkerClass;
import io.jcorn.tls.TlsCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lays what the sources say over each other: default &lt; environment &lt; file &lt; {@code JCORN_CMD_ARGS} &lt; command
 * line. Reads the file anew each time.
 *
 * @param arguments the command line, which stays the same for the arbiter's life
 * @param environment the arbiter's
 * @param directory absolute: the current one, where relative paths begin and {@code jcorn.toml} is looked for
 */
record ConfigLoader(Arguments arguments, Map<String, String> environment, Path directory) implements ConfigSource {
    private static final String VARIABLE = "JCORN_CMD_ARGS";
    private static final String DEFAULT_FILE = "jcorn.toml";
    /** The first Java with virtual threads. */
    private static final int VIRTUAL_SINCE = 21;

    /** Settings that can be served with: there is an application, and each one can be read. */
    @Override
    public Config load() throws ConfigException {
        Config config = settings();
        if (config.apps().isEmpty()) {
            throw new ConfigException(
                    "no application given; usage: " + Options.SYNOPSIS + " (jcorn --help tells more)");
        }
        if (config.workerClass() == WorkerClass.VIRTUAL && Runtime.version().feature() < VIRTUAL_SINCE) {
            throw new ConfigException(
                    config.origin(Settings.WORKER_CLASS),
                    "virtual needs Java " + VIRTUAL_SINCE + " or newer, and this is "
                            + Runtime.version().feature());
        }
        PathCheck.check(config);
        TlsCheck.check(config);
        List<AppLocation> apps = new ArrayList<>();
        for (AppLocation given : config.apps()) {
            apps.addAll(AppFolder.applications(given));
        }
        for (AppLocation app : apps) {
            AppCheck.check(app);
        }
        return config.withApps(apps);
    }

    /** All settings, whether they can be served with or not. Blocks on the file. */
    Config settings() throws ConfigException {
        Arguments variable = variable();
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.ofEnvironment(environment));
        Layer.Given file = arguments.settings().given().get(Settings.CONFIG);
        file = file == null ? variable.settings().given().get(Settings.CONFIG) : file;
        if (file != null) {
            String name = file.texts().get(0);
            layers.add(TomlFile.read(directory.resolve(name), name));
        } else if (Files.exists(directory.resolve(DEFAULT_FILE))) {
            layers.add(new Layer(
                    Map.of(Settings.CONFIG, new Layer.Given(List.of(DEFAULT_FILE), "found in the current directory"))));
            layers.add(TomlFile.read(directory.resolve(DEFAULT_FILE), DEFAULT_FILE));
        }
        layers.add(variable.settings());
        layers.add(arguments.settings());
        return Config.of(layers, directory);
    }

    private Arguments variable() throws ConfigException {
        String text = environment.getOrDefault(VARIABLE, "");
        if (text.isBlank()) {
            return new Arguments(Action.SERVE, new Layer(Map.of()));
        }
        List<String> words;
        try {
            words = ShellWords.split(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(VARIABLE, e.getMessage());
        }
        Arguments parsed = Arguments.parse(words, VARIABLE);
        if (parsed.action() != Action.SERVE) {
            throw new ConfigException(VARIABLE, parsed.action().flag() + " belongs on the command line");
        }
        return parsed;
    }
}
