package io.jcorn.servlet.datasource;

import io.jcorn.servlet.part.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data sources of a worker's settings, and what pools them and those that applications define. */
public final class DataSources {
    private final List<Configured> configured;
    private final Part<DataSourceEngine> engine;

    private DataSources(List<Configured> configured, Part<DataSourceEngine> engine) {
        this.configured = List.copyOf(configured);
        this.engine = engine;
    }

    /**
     * Those of the setting {@code datasource}.
     *
     * @param options each is {@code KEY.OPTION=VALUE}
     * @param engine null if this installation can't pool
     */
    public static DataSources of(List<String> options, Part<DataSourceEngine> engine) {
        Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
        for (String option : options) {
            int dot = option.indexOf('.');
            int equals = option.indexOf('=');
            byKey.computeIfAbsent(option.substring(0, dot), key -> new LinkedHashMap<>())
                    .put(option.substring(dot + 1, equals), option.substring(equals + 1));
        }
        List<Configured> configured = new ArrayList<>();
        byKey.forEach((key, settings) -> configured.add(new Configured(key, settings)));
        return new DataSources(configured, engine);
    }

    /** As one application sees them; {@code loader} is its own. */
    public ApplicationDataSources of(String contextPath, ClassLoader loader) {
        return new ApplicationDataSources(configured, engine, contextPath.isEmpty() ? "/" : contextPath, loader);
    }
}
