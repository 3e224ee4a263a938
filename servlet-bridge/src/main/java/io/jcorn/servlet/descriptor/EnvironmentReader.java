package io.jcorn.servlet.descriptor;

import io.jcorn.servlet.descriptor.EnvironmentDef.LifecycleCallback;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a descriptor says of the application's environment (Servlet 6.1 §14: jndiEnvironmentRefsGroup). */
final class EnvironmentReader {
    /** Children of data-source that have properties of the same meaning in a DataSource, and their names there. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "url", "url",
            "user", "user",
            "password", "password",
            "server-name", "serverName",
            "port-number", "portNumber",
            "database-name", "databaseName",
            "login-timeout", "loginTimeout",
            "max-statements", "maxStatements");

    private EnvironmentReader() {}

    static EnvironmentDef read(Element root) throws DescriptorException {
        Map<String, Declared<ReferenceDef>> references = new LinkedHashMap<>();
        Map<String, Declared<DataSourceDef>> dataSources = new LinkedHashMap<>();
        List<LifecycleCallback> callbacks = new ArrayList<>();
        for (ReferenceDef.Kind kind : ReferenceDef.Kind.values())
            for (Element each : root.all(kind.element)) add(references, reference(kind, each), each);
        for (Element each : root.all("data-source")) {
            DataSourceDef source = dataSource(each);
            once(dataSources.putIfAbsent(source.name(), new Declared<>(source, each.place())), source.name(), each);
        }
        for (String name : List.of("post-construct", "pre-destroy"))
            for (Element each : root.all(name))
                callbacks.add(new LifecycleCallback(
                        name.equals("post-construct"),
                        each.required("lifecycle-callback-class"),
                        each.required("lifecycle-callback-method")));
        return new EnvironmentDef(references, dataSources, callbacks);
    }

    private static void add(Map<String, Declared<ReferenceDef>> references, ReferenceDef reference, Element element)
            throws DescriptorException {
        once(
                references.putIfAbsent(reference.name(), new Declared<>(reference, element.place())),
                reference.name(),
                element);
    }

    private static void once(Declared<?> earlier, String name, Element element) throws DescriptorException {
        if (earlier == null) return;
        throw new DescriptorException(
                element.place(),
                "<" + element.name() + "> declares '" + name + "' again (the first: " + earlier.place()
                        + "); give it a name of its own");
    }

    private static ReferenceDef reference(ReferenceDef.Kind kind, Element element) throws DescriptorException {
        Element value = element.only("env-entry-value");
        return new ReferenceDef(
                kind,
                element.required(kind.nameElement),
                element.optional(kind.typeElement),
                value == null ? null : value.text(),
                element.optional("lookup-name"),
                targets(element));
    }

    private static Set<InjectionTarget> targets(Element element) throws DescriptorException {
        Set<InjectionTarget> targets = new LinkedHashSet<>();
        for (Element target : element.all("injection-target"))
            targets.add(new InjectionTarget(
                    target.required("injection-target-class"), target.required("injection-target-name")));
        return targets;
    }

    private static DataSourceDef dataSource(Element element) throws DescriptorException {
        Map<String, String> properties = element.pairs("property", "name", "value");
        for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            String value = element.optional(property.getKey());
            if (value != null) properties.put(property.getValue(), value);
        }
        return new DataSourceDef(
                element.required("name"),
                element.required("class-name"),
                properties,
                element.integer("min-pool-size"),
                element.integer("max-pool-size"),
                element.integer("max-idle-time"),
                element.optional("isolation-level"));
    }
}
