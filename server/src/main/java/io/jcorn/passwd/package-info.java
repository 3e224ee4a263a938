/**
 * Hashes of passwords, made by {@code jcorn hash-password} and compared by the workers' realms.
 *
 * <p>Pure functions. Imports the JDK only. gunicorn has no counterpart: it knows no users.
 */
package io.jcorn.passwd;
