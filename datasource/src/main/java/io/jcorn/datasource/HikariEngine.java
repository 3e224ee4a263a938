package io.jcorn.datasource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.jcorn.servlet.datasource.DataSourceEngine;
import io.jcorn.servlet.datasource.PoolOptions;
import javax.sql.DataSource;

/** Makes pools of HikariCP's. Any thread. */
public final class HikariEngine implements DataSourceEngine {
    /** Of a pool that doesn't try a connection when it is made: a database that is away must not keep an application from starting. */
    private static final int NO_TRY = -1;

    @Override
    public DataSource pool(DataSource connections, PoolOptions options) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setPoolName(options.name());
        config.setMaximumPoolSize(options.maximum());
        config.setMinimumIdle(options.minimum());
        config.setConnectionTimeout(options.connectionTimeout().toMillis());
        config.setIdleTimeout(options.idleTimeout().toMillis());
        config.setMaxLifetime(options.maxLifetime().toMillis());
        config.setLeakDetectionThreshold(options.leakDetection().toMillis());
        config.setConnectionTestQuery(options.testQuery());
        config.setConnectionInitSql(options.initSql());
        config.setTransactionIsolation(options.isolation());
        config.setInitializationFailTimeout(NO_TRY);
        return new HikariDataSource(config);
    }
}
