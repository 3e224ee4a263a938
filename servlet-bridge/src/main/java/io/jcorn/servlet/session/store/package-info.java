/**
 * What keeps sessions outside a worker's heap: the contract of all stores, and the form in which attributes lie in one.
 *
 * <p>A store knows keys, versions, times and named byte arrays; objects, listeners and requests are the session
 * package's. Imports the JDK only.
 */
package io.jcorn.servlet.session.store;
