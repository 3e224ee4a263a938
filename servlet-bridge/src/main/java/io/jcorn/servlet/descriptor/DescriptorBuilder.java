package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what a document declares, in its order, and refuses what it may not declare twice. Used by one thread, then dropped. */
public final class DescriptorBuilder {
    private final Place place;
    String name;
    String version;
    boolean metadataComplete;
    List<String> absoluteOrdering;
    Ordering ordering;
    boolean distributable;
    String displayName;
    String defaultContextPath;
    Declared<SessionConfig> session;
    Declared<String> requestEncoding;
    Declared<String> responseEncoding;
    Declared<LoginConfig> login;
    boolean denyUncovered;
    JspConfig jsp = JspConfig.NONE;
    EnvironmentDef environment = EnvironmentDef.NONE;
    final List<SecurityConstraint> constraints = new ArrayList<>();
    final Set<String> roles = new LinkedHashSet<>();
    final Map<String, Declared<String>> contextParams = new LinkedHashMap<>();
    final Map<String, Declared<String>> mimeTypes = new LinkedHashMap<>();
    final Map<String, Declared<String>> localeEncodings = new LinkedHashMap<>();
    final Map<String, Declared<ErrorPage>> errorPages = new LinkedHashMap<>();
    final List<String> welcomeFiles = new ArrayList<>();
    private final Map<String, Declared<ServletElement>> servlets = new LinkedHashMap<>();
    private final List<Declared<ServletMapping>> servletMappings = new ArrayList<>();
    private final Map<String, Declared<FilterElement>> filters = new LinkedHashMap<>();
    private final List<Declared<FilterMapping>> filterMappings = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>();

    DescriptorBuilder(Place place) {
        this.place = place;
    }

    /** For annotations, which take no part in the questions of a whole document. */
    public static DescriptorBuilder forAnnotations(String archive) {
        DescriptorBuilder builder = new DescriptorBuilder(new Place("annotations of " + archive, 0));
        builder.distributable = true;
        return builder;
    }

    public void servlet(ServletElement servlet, Place at) throws DescriptorException {
        Declared<ServletElement> other = servlets.putIfAbsent(servlet.name(), new Declared<>(servlet, at));
        if (other != null) throw twice(at, "servlet", servlet.name(), other.place());
    }

    /**
     * Maps a servlet.
     *
     * @throws DescriptorException if the pattern is none
     */
    public void servletMapping(String servletName, List<String> patterns, Place at) throws DescriptorException {
        for (String written : patterns) {
            String pattern = "2.2".equals(version) ? UrlPatterns.ofVersion22(written) : written;
            UrlPatterns.check(pattern, at);
            servletMappings.add(new Declared<>(new ServletMapping(servletName, pattern), at));
        }
    }

    public void filter(FilterElement filter, Place at) throws DescriptorException {
        Declared<FilterElement> other = filters.putIfAbsent(filter.name(), new Declared<>(filter, at));
        if (other != null) throw twice(at, "filter", filter.name(), other.place());
    }

    /**
     * Maps a filter. The pattern "*", which no specification has but descriptors do, becomes "/*".
     *
     * @throws DescriptorException if a pattern is none
     */
    public void filterMapping(FilterMapping mapping, Place at) throws DescriptorException {
        List<String> patterns = mapping.urlPatterns().stream()
                .map(pattern -> pattern.equals("*") ? "/*" : pattern)
                .collect(Collectors.toList());
        for (String pattern : patterns) UrlPatterns.check(pattern, at);
        filterMappings.add(new Declared<>(
                new FilterMapping(mapping.filterName(), patterns, mapping.servletNames(), mapping.dispatchers()), at));
    }

    /** Adds a listener; the same class twice is one listener (Servlet 6.1 §8.2.3). */
    public void listener(String className) {
        if (!listeners.contains(className)) listeners.add(className);
    }

    /** The data sources that annotations define, by name. */
    public void dataSources(Map<String, Declared<DataSourceDef>> defined) {
        environment = new EnvironmentDef(Map.of(), defined, List.of());
    }

    private static DescriptorException twice(Place at, String what, String name, Place first) {
        return new DescriptorException(
                at, "a second " + what + " named '" + name + "' (the first: " + first + "); give it a name of its own");
    }

    public Descriptor build() {
        return new Descriptor(
                place,
                name,
                version,
                metadataComplete,
                absoluteOrdering,
                ordering == null ? Ordering.NONE : ordering,
                distributable,
                displayName,
                defaultContextPath,
                contextParams,
                servlets,
                servletMappings,
                filters,
                filterMappings,
                listeners,
                welcomeFiles,
                errorPages,
                mimeTypes,
                localeEncodings,
                session,
                requestEncoding,
                responseEncoding,
                new SecurityDef(constraints, login, roles, denyUncovered),
                jsp,
                environment);
    }
}
