package io.jcorn.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a worker tells the applications that it deploys.
 *
 * @param serverInfo such as {@code jcorn/0.1.0}
 * @param workFolder shared by all workers and kept over restarts: unpacked WARs, indexes; content-addressed
 * @param tempFolder this worker's own, deleted when it ends
 * @param workerAge the worker's number: 1 for the first that the arbiter ever spawned
 * @param worker this worker, as others may name it to {@link Exchange#relay}; null if they can't hand it requests
 * @param settings every setting by name, for those that only an application's side knows
 */
public record AppEnvironment(
        String serverInfo,
        Path workFolder,
        Path tempFolder,
        int workerAge,
        String worker,
        Map<String, String> settings) {
    public AppEnvironment {
        settings = Map.copyOf(settings);
    }

    /** Whether a setting is true; false if it is not given. */
    public boolean flag(String setting) {
        return Boolean.parseBoolean(settings.get(setting));
    }

    /** The values of a setting that may be given several times; none if it is not given. */
    public List<String> list(String setting) {
        return list(settings, setting);
    }

    /** As {@link #list(String)}, of settings by name. */
    public static List<String> list(Map<String, String> settings, String setting) {
        List<String> values = new ArrayList<>();
        for (String line : settings.getOrDefault(setting, "").split("\n")) {
            // a list's texts have their backslashes doubled, and no line feeds
            if (!line.isEmpty()) values.add(line.replace("\\\\", "\\"));
        }
        return values;
    }

    /** How long a setting's seconds are, to a millisecond. */
    public static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }
}
