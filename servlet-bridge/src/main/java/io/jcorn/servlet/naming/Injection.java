package io.jcorn.servlet.naming;

import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.EnvironmentDef.LifecycleCallback;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.descriptor.ReferenceDef;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;

/**
 * Puts what names stand for into the fields and setters of an application's components, those of superclasses first (Jakarta EE Platform 11
 * §5). Any thread; runs setters.
 */
final class Injection {
    private final Namespace names;
    private final List<LifecycleCallback> callbacks;
    /** By class: property → reference. What descriptors say stands before what annotations say. */
    private final Map<String, Map<String, ReferenceDef>> targets = new ConcurrentHashMap<>();

    private final Set<Class<?>> examined = ConcurrentHashMap.newKeySet();

    Injection(Namespace names, List<LifecycleCallback> callbacks) {
        this.names = names;
        this.callbacks = callbacks;
    }

    void add(ReferenceDef reference) {
        for (InjectionTarget target : reference.targets())
            targets.computeIfAbsent(target.className(), name -> new ConcurrentHashMap<>())
                    .putIfAbsent(target.member(), reference);
    }

    /** What the annotations of classes and their superclasses say, each class once. */
    List<Declared<ReferenceDef>> found(Collection<Class<?>> types) {
        List<Declared<ReferenceDef>> found = new ArrayList<>();
        for (Class<?> type : types)
            for (Class<?> each : line(type))
                if (examined.add(each))
                    for (ReferenceDef reference : AnnotatedReferences.of(each))
                        found.add(new Declared<>(reference, new Place("@Resource in " + each.getName(), 0)));
        return found;
    }

    /** @throws ReflectiveOperationException that tells which member nothing could be put into */
    void into(Object instance) throws ReflectiveOperationException {
        for (Class<?> type : line(instance.getClass())) {
            for (Map.Entry<String, ReferenceDef> target :
                    targets.getOrDefault(type.getName(), Map.of()).entrySet()) {
                try {
                    set(instance, type, target.getKey(), target.getValue());
                } catch (NamingException e) {
                    throw new ReflectiveOperationException(
                            "nothing can be injected into " + type.getName() + "." + target.getKey(), e);
                }
            }
        }
    }

    private void set(Object instance, Class<?> type, String property, ReferenceDef reference)
            throws NamingException, ReflectiveOperationException {
        Member member = Member.find(type, property);
        if (member == null)
            throw new NamingException("the injection target of '" + reference.name() + "' is " + type.getName() + "."
                    + property + ", which is neither a field nor a setter");
        boolean mayBeAbsent = reference.kind() == ReferenceDef.Kind.ENV_ENTRY;
        if (mayBeAbsent && !names.isBound(reference.name())) return;
        member.set(instance, names.lookup(reference.name()));
    }

    /** Whether a descriptor names that method as one to be called. */
    boolean isCallback(Method method, boolean postConstruct) {
        String owner = method.getDeclaringClass().getName();
        return callbacks.contains(new LifecycleCallback(postConstruct, owner, method.getName()));
    }

    /** A class and its superclasses but Object, the highest first. */
    private static List<Class<?>> line(Class<?> type) {
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) line.add(0, each);
        return line;
    }
}
