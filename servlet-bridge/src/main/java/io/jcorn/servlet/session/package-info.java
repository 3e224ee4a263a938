/**
 * Sessions of a web application (Servlet 6.1, chapter 7): found when a request first asks for its session, given back
 * when the request ends. The request side sees {@link io.jcorn.servlet.session.Sessions} and {@link
 * io.jcorn.servlet.session.BridgeSession}; what they do depends on where sessions are kept:
 *
 * <pre>
 *   store shared by the workers   SharedSessions: copies by version ── store/ (contract), codec/ (attributes), lmdb/
 *   this worker's heap            Legacy: left to the next worker   ── codec/
 * </pre>
 *
 * <p>Imports jakarta.servlet, the JDK and the packages below. A session id is a credential: it appears in no message and
 * no log.
 */
package io.jcorn.servlet.session;
