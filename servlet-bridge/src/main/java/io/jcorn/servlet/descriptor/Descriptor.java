package io.jcorn.servlet.descriptor;

import java.util.List;
import java.util.Map;

/**
 * One web.xml or web-fragment.xml as it is written, or the annotations of one jar in the same form.
 *
 * @param place the document
 * @param name of a fragment; null if it has none
 * @param version null if it says nothing
 * @param absoluteOrdering names of fragments, {@link #OTHERS} among them at most once; null if there is no such element
 * @param distributable annotations and jars without a fragment say true: they don't object
 * @param defaultContextPath as {@link WebApp} has it
 * @param session null if there is no such element
 * @param requestEncoding null if not declared
 * @param responseEncoding null if not declared
 * @param security constraints, login and roles
 * @param jsp what is said of JSP pages
 * @param environment names below {@code java:comp/env}
 */
public record Descriptor(
        Place place,
        String name,
        String version,
        boolean metadataComplete,
        List<String> absoluteOrdering,
        Ordering ordering,
        boolean distributable,
        String displayName,
        String defaultContextPath,
        Map<String, Declared<String>> contextParams,
        Map<String, Declared<ServletElement>> servlets,
        List<Declared<ServletMapping>> servletMappings,
        Map<String, Declared<FilterElement>> filters,
        List<Declared<FilterMapping>> filterMappings,
        List<String> listeners,
        List<String> welcomeFiles,
        Map<String, Declared<ErrorPage>> errorPages,
        Map<String, Declared<String>> mimeTypes,
        Map<String, Declared<String>> localeEncodings,
        Declared<SessionConfig> session,
        Declared<String> requestEncoding,
        Declared<String> responseEncoding,
        SecurityDef security,
        JspConfig jsp,
        EnvironmentDef environment) {
    /** Stands for {@code <others/>} in an absolute ordering; no fragment can have this name, as names are trimmed. */
    public static final String OTHERS = " others ";

    public Descriptor {
        absoluteOrdering = absoluteOrdering == null ? null : List.copyOf(absoluteOrdering);
        contextParams = Ordered.copyOf(contextParams);
        servlets = Ordered.copyOf(servlets);
        servletMappings = List.copyOf(servletMappings);
        filters = Ordered.copyOf(filters);
        filterMappings = List.copyOf(filterMappings);
        listeners = List.copyOf(listeners);
        welcomeFiles = List.copyOf(welcomeFiles);
        errorPages = Ordered.copyOf(errorPages);
        mimeTypes = Ordered.copyOf(mimeTypes);
        localeEncodings = Ordered.copyOf(localeEncodings);
    }

    /** Of an application without web.xml. */
    public static Descriptor absentWebXml() {
        return new DescriptorBuilder(new Place("WEB-INF/web.xml", 0)).build();
    }

    /** Of a jar without web-fragment.xml: declares nothing, objects to nothing. */
    public static Descriptor absentFragment(String jar) {
        DescriptorBuilder builder = new DescriptorBuilder(new Place(jar, 0));
        builder.distributable = true;
        return builder.build();
    }
}
