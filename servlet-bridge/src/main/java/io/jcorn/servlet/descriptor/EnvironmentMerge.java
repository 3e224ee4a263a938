package io.jcorn.servlet.descriptor;

import io.jcorn.servlet.descriptor.EnvironmentDef.LifecycleCallback;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts environments together (Servlet 6.1 §8.2.3): as {@link Merge}, but for the targets of injection, which add up. */
final class EnvironmentMerge {
    private final EnvironmentDef main;
    private final Map<String, Declared<ReferenceDef>> references;
    private final Map<String, Declared<DataSourceDef>> dataSources;

    private EnvironmentMerge(EnvironmentDef main) {
        this.main = main;
        this.references = new LinkedHashMap<>(main.references());
        this.dataSources = new LinkedHashMap<>(main.dataSources());
    }

    static EnvironmentDef of(EnvironmentDef main, List<EnvironmentDef> others) throws DescriptorException {
        EnvironmentMerge merge = new EnvironmentMerge(main);
        Set<LifecycleCallback> callbacks = new LinkedHashSet<>(main.callbacks());
        for (EnvironmentDef other : others) {
            for (Declared<ReferenceDef> each : other.references().values()) merge.reference(each);
            for (Declared<DataSourceDef> each : other.dataSources().values()) merge.dataSource(each);
            callbacks.addAll(other.callbacks());
        }
        return new EnvironmentDef(merge.references, merge.dataSources, List.copyOf(callbacks));
    }

    /** The main descriptor's targets stand for all, if it has any; else those of all the others do. */
    private void reference(Declared<ReferenceDef> later) throws DescriptorException {
        String name = later.value().name();
        Declared<ReferenceDef> earlier = references.putIfAbsent(name, later);
        if (earlier == null) return;
        Declared<ReferenceDef> mains = main.references().get(name);
        if (mains == null)
            Merge.agree(later.value().kind() + " '" + name + "'", withoutTargets(earlier), withoutTargets(later));
        else if (!mains.value().targets().isEmpty()) return;
        Set<ReferenceDef.InjectionTarget> targets =
                new LinkedHashSet<>(earlier.value().targets());
        targets.addAll(later.value().targets());
        references.put(name, new Declared<>(earlier.value().withTargets(targets), earlier.place()));
    }

    private static Declared<ReferenceDef> withoutTargets(Declared<ReferenceDef> reference) {
        return new Declared<>(reference.value().withTargets(Set.of()), reference.place());
    }

    private void dataSource(Declared<DataSourceDef> later) throws DescriptorException {
        String name = later.value().name();
        Declared<DataSourceDef> earlier = dataSources.putIfAbsent(name, later);
        if (!main.dataSources().containsKey(name)) Merge.agree("data-source '" + name + "'", earlier, later);
    }
}
