package io.jcorn.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one source says: texts by setting, not yet parsed. A later layer's list replaces an earlier one's. */
public record Layer(Map<Setting<?>, Given> given) {
    public Layer {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /**
     * What a source says of a setting.
     *
     * @param texts one, or any number for a repeatable setting
     * @param origin where it says so, for messages: {@code jcorn.toml:3:1: workers}, {@code command line: --workers}
     */
    public record Given(List<String> texts, String origin) {
        public Given {
            texts = List.copyOf(texts);
        }
    }

    /** The table's defaults. */
    static Layer defaults() {
        Map<Setting<?>, Given> given = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            given.put(setting, new Given(setting.defaults(), "default"));
        }
        return new Layer(given);
    }

    /** The environment variables that the table names; one that is empty counts as absent. */
    public static Layer ofEnvironment(Map<String, String> environment) {
        Map<Setting<?>, Given> given = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            String value = environment.getOrDefault(setting.variable(), "");
            if (!value.isEmpty()) {
                given.put(
                        setting,
                        new Given(List.of(setting.variablePrefix() + value), "environment: " + setting.variable()));
            }
        }
        return new Layer(given);
    }
}
