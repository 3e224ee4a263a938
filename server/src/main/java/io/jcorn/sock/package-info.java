/**
 * Addresses to listen on, and the listening sockets that an arbiter opens and its workers inherit.
 *
 * <p>Mirrors gunicorn's {@code sock.py}. Imports the JDK and {@code posix}.
 */
package io.jcorn.sock;
