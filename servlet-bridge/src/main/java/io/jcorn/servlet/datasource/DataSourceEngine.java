package io.jcorn.servlet.datasource;

import javax.sql.DataSource;

/** Pools connections. Implemented by the part {@code lib/datasource}, one for all applications of a worker; any thread. */
public interface DataSourceEngine {
    /**
     * A pool, which connects to nothing yet.
     *
     * @param connections where the pool gets them from
     * @return also {@link java.io.Closeable}: closes the pooled connections
     */
    DataSource pool(DataSource connections, PoolOptions options);
}
