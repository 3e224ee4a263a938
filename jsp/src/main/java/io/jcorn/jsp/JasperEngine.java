package io.jcorn.jsp;

import io.jcorn.servlet.jsp.JspEngine;
import io.jcorn.servlet.jsp.TagLibrary;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.jsp.JspFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.jasper.compiler.TldCache;
import org.apache.jasper.runtime.JspFactoryImpl;
import org.apache.jasper.servlet.JspServlet;
import org.apache.tomcat.InstanceManager;
import org.xml.sax.SAXException;

/**
 * Jasper as jcorn's JSP engine. Made when the part is opened, and with it the {@link JspFactory} that applications ask for, perhaps long before
 * their first page.
 */
public final class JasperEngine implements JspEngine {
    /** Warns of schemas that only a validation would read. Held, or its level would be forgotten. */
    private static final Logger SCHEMAS = Logger.getLogger("org.apache.tomcat.util.descriptor.DigesterFactory");

    public JasperEngine() {
        SCHEMAS.setLevel(Level.SEVERE);
        JspFactory.setDefaultFactory(new JspFactoryImpl());
    }

    @Override
    public Preparation prepare(ServletContext context, List<TagLibrary> libraries) throws ServletException {
        TagLibraryScanner scanner = new TagLibraryScanner(context, libraries);
        try {
            scanner.scan();
        } catch (IOException | SAXException e) {
            throw new ServletException("a tag library descriptor can't be read: " + e.getMessage(), e);
        }
        TldCache cache =
                new TldCache(context, scanner.getUriTldResourcePathMap(), scanner.getTldResourcePathTaglibXmlMap());
        return new Preparation(
                Map.of(
                        TldCache.SERVLET_CONTEXT_ATTRIBUTE_NAME,
                        cache,
                        InstanceManager.class.getName(),
                        new PageInstances(context.getClassLoader())),
                scanner.getListeners());
    }

    @Override
    public Servlet servlet(boolean precompiling) {
        return precompiling ? new PrecompilingServlet() : new JspServlet();
    }
}
