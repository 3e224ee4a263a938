package io.jcorn.servlet.jsp;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;

/** Runs JSP pages. Implemented by the part {@code lib/jsp}, one for all applications of a worker; any thread. */
public interface JspEngine {
    /**
     * What an application's pages need beside the engine.
     *
     * @param attributes of the context, which pages and the engine's servlet look for
     * @param listeners class names that tag libraries declare (Pages 4.0 §7.1.9)
     */
    record Preparation(Map<String, Object> attributes, List<String> listeners) {
        public Preparation {
            attributes = Map.copyOf(attributes);
            listeners = List.copyOf(listeners);
        }
    }

    /**
     * Reads the descriptors of an application's tag libraries: those in web.xml, those in WEB-INF, and {@code libraries}. Blocks on disk.
     *
     * @throws ServletException if one of them can't be understood
     */
    Preparation prepare(ServletContext context, List<TagLibrary> libraries) throws ServletException;

    /** Names of the attributes that {@link #prepare} makes. */
    List<String> ATTRIBUTES = List.of("org.apache.tomcat.InstanceManager", "org.apache.jasper.compiler.TldCache");

    /**
     * A new servlet that runs pages of a prepared application: the one of the parameter {@code jspFile}, or any by the path of the
     * request. Its {@code init} must be called in a thread that has the application's class loader.
     *
     * @param precompiling whether {@code init} compiles all of the application's pages, and fails if one can't be
     */
    Servlet servlet(boolean precompiling);
}
