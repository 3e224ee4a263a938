/**
 * The request and the response that a servlet sees, over one {@link io.jcorn.app.Exchange}.
 *
 * <p>Between the worker, which calls the dispatcher with an exchange, and the application. {@code BridgeRequest} and
 * {@code BridgeResponse} are thin: what they hold is made when a servlet first asks for it. Imports {@code field},
 * {@code multipart}, {@code session}, {@code resource}'s FileSender, and the server's {@code app} and {@code http}.
 * Mirrors gunicorn's {@code http/wsgi.py}.
 */
package io.jcorn.servlet.request;
