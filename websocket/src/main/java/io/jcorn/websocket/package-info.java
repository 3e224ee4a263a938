/**
 * Runs WebSocket endpoints by Tyrus: the optional part {@code lib/websocket} of the distribution, behind the interface
 * {@link io.jcorn.servlet.websocket.WebSocketEngine} and a class loader of its own.
 *
 * <p>Tyrus knows frames, messages and endpoints; the connection, its threads and its end are jcorn's.
 */
package io.jcorn.websocket;
