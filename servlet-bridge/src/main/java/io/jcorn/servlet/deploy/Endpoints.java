package io.jcorn.servlet.deploy;

import io.jcorn.servlet.deploy.ArchiveScan.Trait;
import io.jcorn.servlet.websocket.WebSocketSupport;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

/** Finds an application's WebSocket endpoints (WebSocket 2.2 §6.2). */
final class Endpoints {
    private static final String ENDPOINT = "jakarta.websocket.Endpoint";
    private static final String SERVER_ENDPOINT = "jakarta.websocket.server.ServerEndpoint";
    private static final String APPLICATION_CONFIG = "jakarta.websocket.server.ServerApplicationConfig";

    private Endpoints() {}

    /** Null if this installation can't run endpoints. */
    static WebSocketSupport support(
            Parts parts, List<ArchiveScan> archives, ClassLoader loader, InitializerFinder finder) throws IOException {
        if (parts.webSocket() == null) return null;
        Set<Class<?>> found = archives.stream().anyMatch(scan -> scan.has(Trait.WEBSOCKET))
                ? finder.handled("websocket", types(loader))
                : Set.of();
        return new WebSocketSupport(parts.webSocket(), found, isDeclared(found, loader));
    }

    private static List<Class<?>> types(ClassLoader loader) {
        return List.of(type(ENDPOINT, loader), type(SERVER_ENDPOINT, loader), type(APPLICATION_CONFIG, loader));
    }

    /** A programmatic endpoint is deployed only if somebody else says so: libraries have some that nobody uses. */
    private static boolean isDeclared(Set<Class<?>> found, ClassLoader loader) {
        if (found.isEmpty()) return false;
        Class<? extends Annotation> annotation = type(SERVER_ENDPOINT, loader).asSubclass(Annotation.class);
        Class<?> config = type(APPLICATION_CONFIG, loader);
        return found.stream().anyMatch(each -> each.isAnnotationPresent(annotation) || config.isAssignableFrom(each));
    }

    private static Class<?> type(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the installation is incomplete: it has no " + name, e);
        }
    }
}
