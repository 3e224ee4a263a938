/**
 * jcorn's log: {@link java.lang.System.Logger} in front, java.util.logging behind, gunicorn's format on standard error.
 *
 * <p>An application's own java.util.logging records in a worker go the same way. Mirrors gunicorn's {@code glogging.py}.
 * Imports the JDK only.
 */
package io.jcorn.log;
