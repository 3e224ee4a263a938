package io.jcorn.servlet.descriptor;

import java.util.Map;

/**
 * A data source that the application brings along: {@code <data-source>} or {@code @DataSourceDefinition} (Jakarta EE Platform 11 §5).
 *
 * @param name below {@code java:comp/env}, unless it begins with {@code java:}
 * @param className of a {@link javax.sql.DataSource}
 * @param properties of an object of that class by their names, such as {@code url} and {@code user}
 * @param minPoolSize connections that are kept; null if not said
 * @param maxPoolSize connections at most; null if not said
 * @param maxIdleSeconds until a connection is closed that nobody uses; null if not said
 * @param isolation such as {@code TRANSACTION_READ_COMMITTED}; null is the driver's default
 */
public record DataSourceDef(
        String name,
        String className,
        Map<String, String> properties,
        Integer minPoolSize,
        Integer maxPoolSize,
        Integer maxIdleSeconds,
        String isolation) {
    public DataSourceDef {
        properties = Ordered.copyOf(properties);
    }
}
