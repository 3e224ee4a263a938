package io.jcorn.servlet.deploy;

import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.jsp.JspSupport;
import io.jcorn.servlet.naming.Environment;
import io.jcorn.servlet.websocket.WebSocketSupport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An application ready to be started.
 *
 * @param contextPath "" or "/name"
 * @param resourceRoots folders looked up in this order: the webapp folders, then META-INF/resources of each library
 * @param loader the application's class loader, also {@link Closeable}
 * @param initializers in the order in which they are to be called
 * @param orderedLibs names of the libraries with fragments in their order, for {@code ServletContext.ORDERED_LIBS}; null if the
 *     application asked for no order
 * @param securityAnnotations whether any class that the application may use as a servlet has annotations of chapter 13
 * @param jsp null if JSP pages can't be run
 * @param webSocket null if WebSocket endpoints can't be run
 * @param environment the application's names; null if it has none
 * @param tempDir the context's own, existing and empty
 */
public record Deployment(
        String contextPath,
        List<Path> resourceRoots,
        WebApp webApp,
        ClassLoader loader,
        List<Initializer> initializers,
        List<String> orderedLibs,
        boolean securityAnnotations,
        JspSupport jsp,
        WebSocketSupport webSocket,
        Environment environment,
        Path tempDir)
        implements Closeable {
    public Deployment {
        resourceRoots = List.copyOf(resourceRoots);
        initializers = List.copyOf(initializers);
        orderedLibs = orderedLibs == null ? null : List.copyOf(orderedLibs);
    }

    /** Closes what was opened for its names, and the loader: its open jars. Classes already loaded go on working. */
    @Override
    public void close() throws IOException {
        if (environment != null) environment.close();
        if (loader instanceof Closeable closeable) closeable.close();
    }
}
