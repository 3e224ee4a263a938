/**
 * What proxies in front tell of the client that is behind them: the PROXY protocol before a connection's first request,
 * and the fields X-Forwarded-… and Forwarded of each request. Bytes and text only, no sockets.
 *
 * <p>A worker asks between a request's head and its dispatch. Imports {@code http}, {@code sock} and the JDK; mirrors
 * gunicorn's {@code parse_proxy_protocol} and {@code secure_scheme_headers} of {@code http/message.py}.
 */
package io.jcorn.proxy;
