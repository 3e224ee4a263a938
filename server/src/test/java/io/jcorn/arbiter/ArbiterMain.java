package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigSource;
import io.jcorn.log.Logs;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A program for tests: the real arbiter, with settings from a properties file and {@link TestWorker} as its workers. */
final class ArbiterMain {
    private ArbiterMain() {}

    public static void main(String[] arguments) throws IOException, ConfigException {
        Logs.configure("debug");
        Path file = Path.of(arguments[0]);
        ConfigSource source = () -> load(file);
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        var command = new WorkerCommand(TestWorker.class.getName(), classPath, List.of());
        System.exit(new Arbiter(source, source.load(), command).run());
    }

    private static Config load(Path file) throws ConfigException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new ConfigException(e.toString());
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return Config.of(settings);
    }
}
