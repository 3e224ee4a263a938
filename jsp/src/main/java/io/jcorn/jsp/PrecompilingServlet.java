package io.jcorn.jsp;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import org.apache.jasper.servlet.JspServlet;

/** Jasper's servlet, which finds all pages compiled. */
final class PrecompilingServlet extends JspServlet {
    private static final long serialVersionUID = 1;

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        new Precompilation(config).run();
    }
}
