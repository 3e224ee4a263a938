/**
 * Runs JSP pages by Jasper, Tomcat's engine: the optional part {@code lib/jsp} of the distribution, behind the interface
 * {@link io.jcorn.servlet.jsp.JspEngine} and a class loader of its own.
 */
package io.jcorn.jsp;
