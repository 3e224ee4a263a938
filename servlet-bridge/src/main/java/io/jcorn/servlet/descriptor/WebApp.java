package io.jcorn.servlet.descriptor;

import java.util.List;
import java.util.Map;

/**
 * The effective description of a web application: web.xml, its fragments and annotations merged (Servlet 6.1 §8.2.3). All collections
 * keep the order in which they take effect.
 *
 * @param displayName null if none was given
 * @param defaultContextPath "" or "/name", for an application that is given without a path; null if the descriptor says nothing
 * @param filterMappings in the order in which filters are chained; those by URL pattern come before those by servlet name only at dispatch
 * @param listeners class names, in the order in which they are notified
 * @param mimeTypes extension without the dot → type
 * @param localeEncodings locale as written, such as {@code ja} or {@code ja_JP} → charset name
 * @param requestEncoding null if not set
 * @param responseEncoding null if not set
 * @param version the descriptor's version, such as {@code 3.1}; that of the container if there is no web.xml
 * @param security constraints, login and roles; those of annotations and code come on top
 * @param jsp what is said of JSP pages
 * @param environment names below {@code java:comp/env}
 */
public record WebApp(
        String displayName,
        String defaultContextPath,
        Map<String, String> contextParams,
        List<ServletDef> servlets,
        List<ServletMapping> servletMappings,
        List<FilterDef> filters,
        List<FilterMapping> filterMappings,
        List<String> listeners,
        List<String> welcomeFiles,
        List<ErrorPage> errorPages,
        Map<String, String> mimeTypes,
        Map<String, String> localeEncodings,
        SessionConfig session,
        String requestEncoding,
        String responseEncoding,
        boolean distributable,
        boolean metadataComplete,
        String version,
        SecurityDef security,
        JspConfig jsp,
        EnvironmentDef environment) {
    public WebApp {
        contextParams = Ordered.copyOf(contextParams);
        servlets = List.copyOf(servlets);
        servletMappings = List.copyOf(servletMappings);
        filters = List.copyOf(filters);
        filterMappings = List.copyOf(filterMappings);
        listeners = List.copyOf(listeners);
        welcomeFiles = List.copyOf(welcomeFiles);
        errorPages = List.copyOf(errorPages);
        mimeTypes = Ordered.copyOf(mimeTypes);
        localeEncodings = Ordered.copyOf(localeEncodings);
    }

    /** The Servlet version of an application without web.xml. */
    public static final String CONTAINER_VERSION = "6.1";

    /** An application that declares nothing. */
    public static WebApp empty() {
        return new WebApp(
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                SessionConfig.DEFAULT,
                null,
                null,
                false,
                false,
                CONTAINER_VERSION,
                SecurityDef.NONE,
                JspConfig.NONE,
                EnvironmentDef.NONE);
    }
}
