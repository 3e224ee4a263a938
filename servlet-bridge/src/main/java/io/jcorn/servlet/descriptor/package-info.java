/**
 * What a web application says about itself: web.xml, web-fragment.xml and annotations, read, put into order and merged into one
 * {@link io.jcorn.servlet.descriptor.WebApp}. All of it happens before a worker is ready, on the thread that deploys; all results are
 * immutable.
 *
 * <p>Imports the JDK and the Servlet API's enums only. gunicorn has no counterpart: a WSGI callable describes nothing.
 */
package io.jcorn.servlet.descriptor;
