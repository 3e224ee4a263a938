package io.jcorn.servlet.deploy;

import io.jcorn.servlet.datasource.DataSourceEngine;
import io.jcorn.servlet.jsp.JspEngine;
import io.jcorn.servlet.part.Part;
import io.jcorn.servlet.websocket.WebSocketEngine;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The optional parts of the distribution that this installation has.
 *
 * @param jsp null if it can't run JSP pages
 * @param webSocket null if it can't run WebSocket endpoints
 * @param dataSource null if it can't pool connections
 */
public record Parts(Part<JspEngine> jsp, Part<WebSocketEngine> webSocket, Part<DataSourceEngine> dataSource) {
    /** An installation without any. */
    public static final Parts NONE = new Parts(null, null, null);

    /**
     * Of Pages and Expression Language, and of Jasper what compiled pages, web.xml and {@code ExpressionFactory} refer to. JSTL is in a package
     * below, and the application's own.
     */
    private static final Set<String> JSP_PACKAGES = Set.of(
            "jakarta.el",
            "jakarta.servlet.jsp",
            "jakarta.servlet.jsp.el",
            "jakarta.servlet.jsp.tagext",
            "org.apache.el",
            "org.apache.jasper",
            "org.apache.jasper.el",
            "org.apache.jasper.runtime",
            "org.apache.jasper.servlet",
            "org.apache.jasper.tagplugins.jstl.core",
            "org.apache.juli.logging",
            "org.apache.tomcat");

    /** What pages and servlets of Tomcat's own examples are linked against, besides its logging. Both need nothing but the JDK. */
    private static final Set<String> OF_TOMCAT =
            Set.of("org.apache.catalina.TomcatPrincipal", "org.apache.tomcat.util.json.JSONFilter");

    /** The last has the configurator of endpoints that the API looks for in the application's loader. */
    private static final Set<String> WEBSOCKET_PACKAGES =
            Set.of("jakarta.websocket", "jakarta.websocket.server", "io.jcorn.websocket");

    /** Those that there are. */
    List<Part<?>> all() {
        return Stream.<Part<?>>of(jsp, webSocket, dataSource)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Looks for the folders beside the worker's own; opens nothing. */
    public static Parts installed() {
        return new Parts(
                Part.installed("jsp", JspEngine.class, JSP_PACKAGES, OF_TOMCAT),
                Part.installed("websocket", WebSocketEngine.class, WEBSOCKET_PACKAGES, Set.of()),
                Part.installed("datasource", DataSourceEngine.class, Set.of(), Set.of()));
    }
}
