/**
 * Sessions of a web application (Servlet 6.1, chapter 7): found when a request first asks for its session, given back
 * when the request ends. They live in this worker's heap; what the request side sees is {@link
 * io.jcorn.servlet.session.Sessions} and {@link io.jcorn.servlet.session.BridgeSession}, whatever keeps them later.
 *
 * <p>Imports jakarta.servlet and the JDK only. A session id is a credential: it appears in no message and no log.
 */
package io.jcorn.servlet.session;
