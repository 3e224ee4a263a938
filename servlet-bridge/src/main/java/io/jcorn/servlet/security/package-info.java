/**
 * Who may have what of an application (Servlet 6.1, chapter 13): constraints, login mechanisms, callers.
 *
 * <pre>
 *   request ─► FORM's own business? ─► constraint of path and method ─► transport ─► who is it? ─► roles ─► filters, servlet
 *                 │ login, replay        │ none: go on, precluded: 403    │ https,      │ challenge   │ 403
 *                 ▼                      ▼                                ▼ or 403      ▼ 401, form   ▼
 * </pre>
 *
 * <p>Between {@code dispatch}, whose {@link io.jcorn.servlet.dispatch.Guard} it is, and {@code realm}, where users are kept. Tables are made
 * when an application starts; what changes afterwards is what a worker remembers of failed and proven logins. Imports {@code dispatch},
 * {@code request}, {@code descriptor}, {@code realm} and the server's {@code app} and {@code http}; {@code context} makes it. gunicorn
 * has no counterpart.
 */
package io.jcorn.servlet.security;
