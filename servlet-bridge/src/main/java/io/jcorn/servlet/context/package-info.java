/**
 * A running web application as its own code sees it, the {@link jakarta.servlet.ServletContext}, and its life: configured by descriptor,
 * initializers and listeners, started, serving, stopped (Servlet 6.1 §4, §8.2.4, §11).
 *
 * <p>All of it happens on the thread that deploys, before and after requests; what requests need is handed to {@code dispatch} once it
 * can't change any more. Imports {@code deploy}, {@code descriptor}, {@code dispatch}, {@code request}, {@code security}, {@code session}
 * and {@code resource}.
 */
package io.jcorn.servlet.context;
