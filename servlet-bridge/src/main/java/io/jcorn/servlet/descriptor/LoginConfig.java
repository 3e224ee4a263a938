package io.jcorn.servlet.descriptor;

/**
 * How users prove who they are (login-config, Servlet 6.1 §13.6).
 *
 * @param method {@code BASIC}, {@code DIGEST}, {@code FORM}, {@code CLIENT-CERT} or a container's own; null where only a realm is named
 * @param realm null if not named
 * @param loginPage for FORM: a path in the application; else null
 * @param errorPage for FORM: a path in the application; else null
 */
public record LoginConfig(String method, String realm, String loginPage, String errorPage) {}
