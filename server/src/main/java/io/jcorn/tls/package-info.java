/**
 * The server's side of TLS by JSSE: certificates and keys from files, and the engines of connections.
 *
 * <p>Imports {@code config}; mirrors gunicorn's {@code sock.ssl_context}.
 */
package io.jcorn.tls;
