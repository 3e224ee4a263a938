package io.jcorn.servlet.descriptor;

import java.util.List;
import java.util.Map;

/**
 * What descriptors say of the application's environment, {@code java:comp/env}, and of the life of its components.
 *
 * @param references by name
 * @param dataSources by name; also those of annotations
 * @param callbacks methods beside those with {@code @PostConstruct} and {@code @PreDestroy}
 */
public record EnvironmentDef(
        Map<String, Declared<ReferenceDef>> references,
        Map<String, Declared<DataSourceDef>> dataSources,
        List<LifecycleCallback> callbacks) {
    /** Nothing declared. */
    public static final EnvironmentDef NONE = new EnvironmentDef(Map.of(), Map.of(), List.of());

    /** A method of a component: called when it was made and injected, or when it ends. */
    public record LifecycleCallback(boolean isPostConstruct, String className, String method) {}

    public EnvironmentDef {
        references = Ordered.copyOf(references);
        dataSources = Ordered.copyOf(dataSources);
        callbacks = List.copyOf(callbacks);
    }
}
