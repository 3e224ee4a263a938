/**
 * The names of an application, {@code java:} (Jakarta EE Platform 11 §5): what it declares in descriptors and by {@code @Resource}, what
 * the server's settings add, and how both get into its components. JNDI reaches it through the context class loader of whatever thread asks.
 *
 * <p>Written on the thread that deploys, read by any. Imports {@code descriptor}.
 */
package io.jcorn.servlet.naming;
