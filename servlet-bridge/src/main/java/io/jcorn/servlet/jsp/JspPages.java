package io.jcorn.servlet.jsp;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.List;

/**
 * The pages of one application. The engine is opened, and tag libraries are read, when somebody asks for the first page or for an attribute
 * that pages compiled beforehand look for. Any thread; others wait while one prepares.
 */
public final class JspPages {
    private final JspSupport support;
    private final ServletContext context;
    private JspEngine.Preparation preparation;

    public JspPages(JspSupport support, ServletContext context) {
        this.support = support;
        this.context = context;
    }

    private synchronized JspEngine.Preparation preparation() throws ServletException {
        if (preparation == null) preparation = support.part().service().prepare(context, support.libraries());
        return preparation;
    }

    /**
     * An attribute of the context.
     *
     * @param name one of {@link JspEngine#ATTRIBUTES}
     * @throws IllegalStateException if a tag library can't be understood
     */
    public Object attribute(String name) {
        try {
            return preparation().attributes().get(name);
        } catch (ServletException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Class names of the listeners that tag libraries declare; reads tag libraries only if there may be any. */
    public List<String> listeners() throws ServletException {
        return support.tagListeners() ? preparation().listeners() : List.of();
    }

    /** Whether a page may change after it was compiled. */
    public boolean mayChange() {
        return support.mayChange();
    }

    /** Whether all are compiled when the application starts, rather than each when it is first asked for. */
    public boolean precompiled() {
        return support.precompiled();
    }

    /** The engine's servlet, not yet initialized. */
    Servlet newServlet(boolean precompiling) {
        return support.part().service().servlet(precompiling);
    }
}
