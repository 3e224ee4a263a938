/**
 * What one worker tells another when it hands over a request: bytes only, no sockets.
 *
 * <p>A worker asks when the application says that another one has what the request needs. Imports {@code app} and the JDK;
 * gunicorn has no such thing.
 */
package io.jcorn.relay;
