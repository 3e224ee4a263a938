package io.jcorn.servlet.jsp;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Stands for the engine's servlet, so that an application can be started without the engine. */
public final class PageServlet implements Servlet {
    private final JspPages pages;
    private final boolean precompiling;
    /** Set by {@code init}, which is over before any request comes. */
    private Servlet engine;

    /** @param precompiling see {@link JspEngine#servlet} */
    public PageServlet(JspPages pages, boolean precompiling) {
        this.pages = pages;
        this.precompiling = precompiling;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        Servlet made = pages.newServlet(precompiling);
        made.init(config);
        engine = made;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        engine.service(request, response);
    }

    @Override
    public ServletConfig getServletConfig() {
        return engine.getServletConfig();
    }

    @Override
    public String getServletInfo() {
        return engine.getServletInfo();
    }

    @Override
    public void destroy() {
        engine.destroy();
    }
}
