/**
 * What {@link javax.naming.InitialContext} looks for by name: the factory of the scheme {@code java:}, whose package and class JNDI
 * prescribes, and that of the initial context. Applications' class loaders let this package of jcorn's through, as JNDI loads both by the
 * thread's context class loader.
 *
 * <p>Any thread. Imports {@code naming}.
 */
package io.jcorn.servlet.naming.java;
