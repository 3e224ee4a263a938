/**
 * Files of a web application: finding them, their media types, and the default servlet that serves those which no
 * servlet of the application's own is mapped to.
 *
 * <p>Imports {@code http}, jakarta.servlet and the JDK. What it needs of a response beyond the Servlet API it declares
 * itself, as {@link io.jcorn.servlet.resource.FileSender}.
 */
package io.jcorn.servlet.resource;
