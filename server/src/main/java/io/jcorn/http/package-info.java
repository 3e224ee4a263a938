/**
 * HTTP/1.1 as bytes: parser, head, chunked coding, error table. No sockets, no threads.
 *
 * <p>Imports the JDK only. Mirrors gunicorn's {@code http/message.py} and {@code http/body.py}.
 */
package io.jcorn.http;
