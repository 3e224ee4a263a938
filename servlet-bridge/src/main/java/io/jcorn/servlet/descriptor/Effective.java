package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the merged descriptor into the {@link WebApp}, after the checks that only the whole allows. */
public final class Effective {
    /** Servlets that a container brings along under a name which applications map without declaring it. */
    public static final Set<String> CONTAINER_SERVLETS = Set.of("default", "jsp");

    private Effective() {}

    /**
     * Checks references and URL patterns.
     *
     * @throws DescriptorException for a mapping of what nobody declares, and for a URL pattern of two servlets (§12.2)
     */
    public static WebApp of(Descriptor merged) throws DescriptorException {
        List<FilterMapping> filterMappings = new ArrayList<>();
        for (Declared<FilterMapping> mapping : merged.filterMappings()) {
            String name = mapping.value().filterName();
            if (!merged.filters().containsKey(name)) throw unknown("filter", name, mapping.place());
            filterMappings.add(mapping.value());
        }
        return new WebApp(
                merged.displayName(),
                merged.defaultContextPath(),
                values(merged.contextParams()),
                merged.servlets().values().stream()
                        .map(each -> each.value().toDef())
                        .toList(),
                servletMappings(merged),
                merged.filters().values().stream()
                        .map(each -> each.value().toDef())
                        .toList(),
                filterMappings,
                merged.listeners(),
                merged.welcomeFiles(),
                merged.errorPages().values().stream().map(Declared::value).toList(),
                values(merged.mimeTypes()),
                values(merged.localeEncodings()),
                merged.session() == null
                        ? SessionConfig.DEFAULT
                        : merged.session().value(),
                merged.requestEncoding() == null
                        ? null
                        : merged.requestEncoding().value(),
                merged.responseEncoding() == null
                        ? null
                        : merged.responseEncoding().value(),
                merged.distributable(),
                merged.metadataComplete(),
                merged.version() == null ? WebApp.CONTAINER_VERSION : merged.version(),
                merged.security(),
                merged.jsp(),
                merged.environment());
    }

    private static List<ServletMapping> servletMappings(Descriptor merged) throws DescriptorException {
        Map<String, Declared<ServletMapping>> byPattern = new LinkedHashMap<>();
        for (Declared<ServletMapping> mapping : merged.servletMappings()) {
            String name = mapping.value().servletName();
            String pattern = mapping.value().urlPattern();
            if (!merged.servlets().containsKey(name) && !CONTAINER_SERVLETS.contains(name))
                throw unknown("servlet", name, mapping.place());
            Declared<ServletMapping> other = byPattern.putIfAbsent(pattern, mapping);
            if (other != null && !other.value().servletName().equals(name)) {
                throw new DescriptorException(
                        mapping.place(),
                        "the URL pattern '" + pattern + "' of servlet '" + name + "' is mapped to servlet '"
                                + other.value().servletName() + "' already (" + other.place() + "); remove one");
            }
        }
        return byPattern.values().stream().map(Declared::value).toList();
    }

    private static DescriptorException unknown(String what, String name, Place at) {
        return new DescriptorException(
                at,
                "<" + what + "-mapping> names the " + what + " '" + name + "', which is declared nowhere; declare a <"
                        + what + "> with this <" + what + "-name> or correct the name");
    }

    private static Map<String, String> values(Map<String, Declared<String>> declared) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, value) -> values.put(name, value.value()));
        return values;
    }
}
