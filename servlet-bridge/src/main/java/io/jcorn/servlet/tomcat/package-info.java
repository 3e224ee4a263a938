/**
 * What descriptors written for Tomcat name of Tomcat's own classes, as far as jcorn has something that does the same.
 *
 * <p>Imports the Servlet API and the JDK only.
 */
package io.jcorn.servlet.tomcat;
