package io.jcorn.config;

import java.nio.file.Path;

/**
 * A web application to serve.
 *
 * @param contextPath "" for the root, else "/name" as {@code ServletContext.getContextPath} has it; null if none is given: the
 *     application may have a default, else it is the root
 * @param location a WAR, a folder, or a loose WAR file ({@code .loose})
 */
public record AppLocation(String contextPath, Path location) {
    public AppLocation {
        if (contextPath != null
                && !contextPath.isEmpty()
                && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
            throw new IllegalArgumentException("a context path is empty or starts with / and doesn't end with it");
        }
    }

    /** What the operator has decided. */
    public String contextPathOrRoot() {
        return contextPath == null ? "" : contextPath;
    }

    /** As on the command line: {@code /ctx=PATH}; the root is written {@code /=PATH}, and no context path {@code =PATH}. */
    @Override
    public String toString() {
        return (contextPath == null ? "" : contextPath.isEmpty() ? "/" : contextPath) + "=" + location;
    }
}
