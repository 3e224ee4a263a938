/**
 * JSP pages (Jakarta Server Pages 4.0) as far as the bridge knows of them: what the optional part {@code lib/jsp} has to do, and the
 * servlet that stands for it until the first page is asked for.
 *
 * <p>Imports {@code part}. The engine itself is Jasper, behind {@link io.jcorn.servlet.jsp.JspEngine}.
 */
package io.jcorn.servlet.jsp;
