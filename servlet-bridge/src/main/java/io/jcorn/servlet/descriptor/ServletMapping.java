package io.jcorn.servlet.descriptor;

/** One URL pattern of a servlet; the pattern is valid as of Servlet 6.1 §12.2. */
public record ServletMapping(String servletName, String urlPattern) {}
