/**
 * From a request's path to the servlet that answers it: canonical path, mapping, filters, forward, include, async and error dispatch
 * (Servlet 6.1 §3.5, §6, §9, §10.9, §12).
 *
 * <p>All tables are made when an application starts and only read afterwards. Imports {@code request}, {@code resource} and the server's
 * {@code app} and {@code http}; {@code context} fills it. The analogue in gunicorn is {@code workers/base.py} calling
 * {@code self.wsgi(environ, start_response)}.
 */
package io.jcorn.servlet.dispatch;
