package io.jcorn.servlet.resource;

import jakarta.servlet.http.HttpServlet;

/** Serves files (Servlet 6.1 §12.2) to requests that no servlet of the application's own is mapped to. */
public final class DefaultServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    public DefaultServlet(WebResources resources, MimeTypes mimeTypes) {
        super();
    }
}
