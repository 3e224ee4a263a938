package io.jcorn.servlet.naming;

import io.jcorn.servlet.descriptor.ReferenceDef;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import io.jcorn.servlet.descriptor.ReferenceDef.Kind;
import jakarta.annotation.Resource;
import jakarta.annotation.Resources;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code @Resource} and {@code @Resources} of a class declare (Jakarta Annotations 3.0 §2.4), in the form of a descriptor. */
final class AnnotatedReferences {
    private AnnotatedReferences() {}

    /** Those of the class itself, not of its superclasses. */
    static List<ReferenceDef> of(Class<?> type) {
        List<ReferenceDef> found = new ArrayList<>(0);
        Resources several = type.getDeclaredAnnotation(Resources.class);
        if (several != null) for (Resource each : several.value()) found.add(named(each));
        Resource one = type.getDeclaredAnnotation(Resource.class);
        if (one != null) found.add(named(one));
        for (Field field : type.getDeclaredFields()) {
            Resource resource = field.getAnnotation(Resource.class);
            if (resource != null) found.add(member(resource, type, field.getName(), Member.of(field)));
        }
        for (Method method : type.getDeclaredMethods()) {
            Resource resource = method.getAnnotation(Resource.class);
            if (resource != null && Member.isSetter(method) && !method.isBridge())
                found.add(member(resource, type, Member.propertyOf(method), Member.of(method)));
        }
        return found;
    }

    private static ReferenceDef named(Resource resource) {
        return reference(resource, resource.name(), resource.type(), Set.of());
    }

    private static ReferenceDef member(Resource resource, Class<?> owner, String property, Member member) {
        String name = resource.name().isEmpty() ? owner.getName() + "/" + property : resource.name();
        Class<?> type = resource.type() == Object.class ? member.type() : resource.type();
        return reference(resource, name, type, Set.of(new InjectionTarget(owner.getName(), property)));
    }

    private static ReferenceDef reference(Resource resource, String name, Class<?> type, Set<InjectionTarget> targets) {
        return new ReferenceDef(
                EntryValue.isTypeOf(type) ? Kind.ENV_ENTRY : Kind.RESOURCE_REF,
                name,
                type.getName(),
                null,
                resource.lookup().isEmpty() ? null : resource.lookup(),
                targets);
    }
}
