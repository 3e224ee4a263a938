/**
 * Data sources: those of the server's settings and those that applications define, found by JNDI and pooled by the optional part {@code
 * lib/datasource}. Each application of each worker has pools of its own, opened when somebody first looks one up and closed with the
 * application.
 *
 * <p>Imports {@code descriptor}, {@code naming} and {@code part}.
 */
package io.jcorn.servlet.datasource;
