/**
 * Pools the connections of data sources by HikariCP: the optional part {@code lib/datasource} of the distribution, behind the interface
 * {@link io.jcorn.servlet.datasource.DataSourceEngine} and a class loader of its own.
 */
package io.jcorn.datasource;
