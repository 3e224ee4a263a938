package io.jcorn.servlet.descriptor;

import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts descriptors together (Servlet 6.1 §8.2.3). What the main one says, wins; what it leaves open, the others may say, if they agree; what
 * may be said many times, adds up. Annotations are merged into the descriptor of their jar by the same rules: a descriptor wins over
 * an annotation as web.xml wins over a fragment.
 */
public final class Merge {
    private final Descriptor main;
    private final List<Descriptor> others;

    private Merge(Descriptor main, List<Descriptor> others) {
        this.main = main;
        this.others = others;
    }

    /**
     * The main descriptor completed by the others, in their order.
     *
     * @throws DescriptorException if two of the others contradict each other where the main one doesn't decide
     */
    public static Descriptor of(Descriptor main, List<Descriptor> others) throws DescriptorException {
        return new Merge(main, others).merged();
    }

    private Descriptor merged() throws DescriptorException {
        return new Descriptor(
                main.place(),
                main.name(),
                main.version(),
                main.metadataComplete(),
                main.absoluteOrdering(),
                main.ordering(),
                main.distributable() && others.stream().allMatch(Descriptor::distributable),
                main.displayName(),
                main.defaultContextPath(),
                keyed("context-param", Descriptor::contextParams),
                servlets(),
                mappings(Descriptor::servletMappings, ServletMapping::servletName),
                filters(),
                mappings(Descriptor::filterMappings, FilterMapping::filterName),
                union(Descriptor::listeners),
                union(Descriptor::welcomeFiles),
                keyed("error-page", Descriptor::errorPages),
                keyed("mime-mapping", Descriptor::mimeTypes),
                keyed("locale-encoding-mapping", Descriptor::localeEncodings),
                session(),
                single("request-character-encoding", Descriptor::requestEncoding),
                single("response-character-encoding", Descriptor::responseEncoding),
                security(),
                jsp(),
                EnvironmentMerge.of(
                        main.environment(),
                        others.stream().map(Descriptor::environment).toList()));
    }

    private JspConfig jsp() {
        JspConfig all = main.jsp();
        for (Descriptor other : others) all = all.and(other.jsp());
        return all;
    }

    /** Constraints and roles add up, whoever declares them; of logins there is one. */
    private SecurityDef security() throws DescriptorException {
        List<SecurityConstraint> constraints = new ArrayList<>(main.security().constraints());
        Set<String> roles = new LinkedHashSet<>(main.security().roles());
        boolean denyUncovered = main.security().denyUncovered();
        for (Descriptor other : others) {
            constraints.addAll(other.security().constraints());
            roles.addAll(other.security().roles());
            denyUncovered |= other.security().denyUncovered();
        }
        Declared<LoginConfig> login =
                single("login-config", each -> each.security().login());
        return new SecurityDef(constraints, login, roles, denyUncovered);
    }

    private List<String> union(Function<Descriptor, List<String>> values) {
        Set<String> union = new LinkedHashSet<>(values.apply(main));
        for (Descriptor other : others) union.addAll(values.apply(other));
        return new ArrayList<>(union);
    }

    /** Mappings add up, but those of the main descriptor replace all others of the same servlet or filter. */
    private <M> List<Declared<M>> mappings(Function<Descriptor, List<Declared<M>>> mappings, Function<M, String> name) {
        Set<String> decided = new LinkedHashSet<>();
        List<Declared<M>> merged = new ArrayList<>(mappings.apply(main));
        for (Declared<M> mapping : merged) decided.add(name.apply(mapping.value()));
        for (Descriptor other : others) {
            for (Declared<M> mapping : mappings.apply(other))
                if (!decided.contains(name.apply(mapping.value()))) merged.add(mapping);
        }
        return merged;
    }

    private <T> Map<String, Declared<T>> keyed(String what, Function<Descriptor, Map<String, Declared<T>>> values)
            throws DescriptorException {
        Map<String, Declared<T>> merged = new LinkedHashMap<>(values.apply(main));
        for (Descriptor other : others) {
            for (Map.Entry<String, Declared<T>> entry : values.apply(other).entrySet()) {
                String key = entry.getKey();
                if (values.apply(main).containsKey(key)) continue;
                Declared<T> earlier = merged.putIfAbsent(key, entry.getValue());
                agree(what + " '" + key + "'", earlier, entry.getValue());
            }
        }
        return merged;
    }

    private <T> Declared<T> single(String what, Function<Descriptor, Declared<T>> value) throws DescriptorException {
        if (value.apply(main) != null) return value.apply(main);
        Declared<T> found = null;
        for (Descriptor other : others) {
            Declared<T> candidate = value.apply(other);
            if (candidate != null) agree(what, found, candidate);
            if (found == null) found = candidate;
        }
        return found;
    }

    static <T> void agree(String what, Declared<T> earlier, Declared<T> later) throws DescriptorException {
        if (earlier == null || earlier.value().equals(later.value())) return;
        throw new DescriptorException(
                later.place(),
                what + " differs from that in " + earlier.place() + "; let web.xml decide by declaring it, too");
    }

    private Map<String, Declared<ServletElement>> servlets() throws DescriptorException {
        Map<String, Declared<ServletElement>> merged = new LinkedHashMap<>();
        for (String name : names(Descriptor::servlets)) {
            Parts<ServletElement> parts = parts("servlet '" + name + "'", name, Descriptor::servlets);
            ServletElement servlet = new ServletElement(
                    name,
                    parts.single("servlet-class", ServletElement::className),
                    parts.single("jsp-file", ServletElement::jspFile),
                    parts.initParams(ServletElement::initParams),
                    parts.single("load-on-startup", ServletElement::loadOnStartup),
                    parts.single("async-supported", ServletElement::asyncSupported),
                    parts.single("enabled", ServletElement::enabled),
                    parts.single("multipart-config", ServletElement::multipart),
                    parts.single("run-as", ServletElement::runAs),
                    parts.keyed("security-role-ref", ServletElement::roleRefs));
            merged.put(name, new Declared<>(servlet, parts.place()));
        }
        return merged;
    }

    private Map<String, Declared<FilterElement>> filters() throws DescriptorException {
        Map<String, Declared<FilterElement>> merged = new LinkedHashMap<>();
        for (String name : names(Descriptor::filters)) {
            Parts<FilterElement> parts = parts("filter '" + name + "'", name, Descriptor::filters);
            FilterElement filter = new FilterElement(
                    name,
                    parts.single("filter-class", FilterElement::className),
                    parts.initParams(FilterElement::initParams),
                    parts.single("async-supported", FilterElement::asyncSupported));
            merged.put(name, new Declared<>(filter, parts.place()));
        }
        return merged;
    }

    private Declared<SessionConfig> session() throws DescriptorException {
        List<Declared<SessionConfig>> elsewhere = new ArrayList<>();
        for (Descriptor other : others) if (other.session() != null) elsewhere.add(other.session());
        if (main.session() == null && elsewhere.isEmpty()) return null;
        Parts<SessionConfig> parts = new Parts<>("session-config", main.session(), elsewhere);
        Parts<CookieDef> cookie = parts.part(SessionConfig::cookie);
        CookieDef cookieDef = new CookieDef(
                cookie.single("name", CookieDef::name),
                cookie.single("domain", CookieDef::domain),
                cookie.single("path", CookieDef::path),
                cookie.single("comment", CookieDef::comment),
                cookie.single("http-only", CookieDef::httpOnly),
                cookie.single("secure", CookieDef::secure),
                cookie.single("max-age", CookieDef::maxAge),
                cookie.keyed("attribute", CookieDef::attributes));
        // a set of modes is one value: those of two documents are never mixed
        Set<SessionTrackingMode> modes = parts.single(
                "tracking-mode", session -> session.trackingModes().isEmpty() ? null : session.trackingModes());
        Duration timeout = parts.single("session-timeout", SessionConfig::timeout);
        return new Declared<>(new SessionConfig(timeout, cookieDef, modes == null ? Set.of() : modes), parts.place());
    }

    private <E> Set<String> names(Function<Descriptor, Map<String, Declared<E>>> elements) {
        Set<String> names = new LinkedHashSet<>(elements.apply(main).keySet());
        for (Descriptor other : others) names.addAll(elements.apply(other).keySet());
        return names;
    }

    private <E> Parts<E> parts(String what, String name, Function<Descriptor, Map<String, Declared<E>>> elements) {
        List<Declared<E>> elsewhere = others.stream()
                .map(other -> elements.apply(other).get(name))
                .filter(Objects::nonNull)
                .toList();
        return new Parts<>(what, elements.apply(main).get(name), elsewhere);
    }
}
