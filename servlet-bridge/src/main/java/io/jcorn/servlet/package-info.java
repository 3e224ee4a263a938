/**
 * The door to the bridge: what a worker finds by {@link java.util.ServiceLoader}, gives WARs to and gets one
 * {@link io.jcorn.app.Application} from. Imports {@code context}, {@code deploy}, {@code dispatch}, {@code security} and {@code session}; nothing imports it.
 */
package io.jcorn.servlet;
