/**
 * The application contract: what a worker calls and an application implements, jcorn's "WSGI callable".
 *
 * <p>A worker parses a head, asks the {@link io.jcorn.app.Application} for the {@link io.jcorn.app.Service} that
 * answers it and lets that service serve an {@link io.jcorn.app.Exchange}. The servlet-bridge implements it for WARs;
 * a test implements it in five lines. Imports {@code http} and the JDK only.
 */
package io.jcorn.app;
