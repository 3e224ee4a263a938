/**
 * HTTP/1.1 as bytes (RFC 9110, RFC 9112): no sockets, no threads.
 *
 * <pre>
 * bytes ──► HeadParser ──► RequestHead                      ResponseHead ─┐
 *             ├ RequestLineParser ─ RequestTarget, Authority               ├─► HeadEncoder ──► bytes
 *             ├ FieldSectionParser ─ FieldSection           ResponseFraming┘
 *             └ RequestFields: Host, Content-Length, …
 * bytes ──► ChunkedDecoder ──► data, trailers               data ──► ChunkedEncoder ──► bytes
 * </pre>
 *
 * <p>The first and the last step of a request's life: a worker reads a head and a body through the left side, and
 * writes the response through the right. {@link io.jcorn.http.HttpError} lists what can be wrong, and
 * {@link io.jcorn.http.ErrorPage} says so. Imports the JDK only. Mirrors gunicorn's {@code http/message.py},
 * {@code http/body.py}, {@code http/errors.py} and the writing half of {@code http/wsgi.py}.
 */
package io.jcorn.http;
