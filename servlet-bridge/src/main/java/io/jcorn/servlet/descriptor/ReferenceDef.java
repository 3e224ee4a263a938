package io.jcorn.servlet.descriptor;

import java.util.Set;

/**
 * A name of the application's environment and what is to be found there (Jakarta EE Platform 11 §5).
 *
 * @param name below {@code java:comp/env}, unless it begins with {@code java:}
 * @param type a class name; null if it is said by what it is injected into
 * @param value of an env-entry; null if it has none
 * @param lookup the name of what this one is another name for; null if it is none
 */
public record ReferenceDef(
        Kind kind, String name, String type, String value, String lookup, Set<InjectionTarget> targets) {
    /** How a descriptor declares it. */
    public enum Kind {
        ENV_ENTRY("env-entry", "env-entry-name", "env-entry-type"),
        RESOURCE_REF("resource-ref", "res-ref-name", "res-type"),
        RESOURCE_ENV_REF("resource-env-ref", "resource-env-ref-name", "resource-env-ref-type");

        final String element;
        final String nameElement;
        final String typeElement;

        Kind(String element, String nameElement, String typeElement) {
            this.element = element;
            this.nameElement = nameElement;
            this.typeElement = typeElement;
        }

        @Override
        public String toString() {
            return element;
        }
    }

    /** A field, or the property of a setter, that gets what is found. */
    public record InjectionTarget(String className, String member) {}

    public ReferenceDef {
        targets = Ordered.copyOf(targets);
    }

    ReferenceDef withTargets(Set<InjectionTarget> others) {
        return new ReferenceDef(kind, name, type, value, lookup, others);
    }
}
