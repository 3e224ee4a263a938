/**
 * WebSocket endpoints (Jakarta WebSocket 2.2) as far as the bridge knows of them: what the optional part {@code lib/websocket} has to do,
 * and the filter that gives it handshakes.
 *
 * <p>Imports {@code part}. The engine itself is Tyrus, behind {@link io.jcorn.servlet.websocket.WebSocketEngine}.
 */
package io.jcorn.servlet.websocket;
