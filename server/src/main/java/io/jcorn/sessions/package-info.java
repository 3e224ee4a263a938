/**
 * The sessions that a server keeps in a store, as its operators see them: what {@code jcorn sessions} and {@code
 * --check-config} ask for. Declared here, implemented by servlet-bridge, which knows the stores.
 *
 * <p>Imports the JDK only.
 */
package io.jcorn.sessions;
