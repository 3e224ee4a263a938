package io.jcorn.servlet.datasource;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.descriptor.DataSourceDef;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * How connections are pooled.
 *
 * @param name for the log
 * @param maximum connections at most
 * @param minimum idle connections that are kept
 * @param connectionTimeout how long somebody waits for a connection
 * @param idleTimeout until a connection is closed that nobody uses
 * @param maxLifetime until a connection is closed that was in use; zero is for ever
 * @param leakDetection until a warning tells of a connection that was not given back; zero is never
 * @param testQuery tells whether a connection still works; null asks the driver
 * @param initSql what a new connection begins with; null for nothing
 * @param isolation such as {@code TRANSACTION_READ_COMMITTED}; null is the driver's default
 */
public record PoolOptions(
        String name,
        int maximum,
        int minimum,
        Duration connectionTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration leakDetection,
        String testQuery,
        String initSql,
        String isolation) {
    private static final int MAXIMUM = 10;

    /** Of the settings, which have been checked: whole numbers, and times in seconds. */
    static PoolOptions of(String name, Map<String, String> settings) {
        int maximum = Integer.parseInt(settings.getOrDefault("maximum", Integer.toString(MAXIMUM)));
        return new PoolOptions(
                name,
                maximum,
                Math.min(maximum, Integer.parseInt(settings.getOrDefault("minimum", "1"))),
                seconds(settings.getOrDefault("connection-timeout", "10")),
                seconds(settings.getOrDefault("idle-timeout", "600")),
                seconds(settings.getOrDefault("max-lifetime", "1800")),
                seconds(settings.getOrDefault("leak-detection", "0")),
                settings.get("test-query"),
                settings.get("init-sql"),
                isolation(settings.get("isolation")));
    }

    /** Of what an application defines; all else is as the settings' defaults have it. */
    static PoolOptions of(String name, DataSourceDef definition) {
        PoolOptions defaults = of(name, Map.of());
        int maximum = definition.maxPoolSize() == null ? defaults.maximum : definition.maxPoolSize();
        return new PoolOptions(
                name,
                maximum,
                Math.min(maximum, definition.minPoolSize() == null ? defaults.minimum : definition.minPoolSize()),
                defaults.connectionTimeout,
                definition.maxIdleSeconds() == null
                        ? defaults.idleTimeout
                        : Duration.ofSeconds(definition.maxIdleSeconds()),
                defaults.maxLifetime,
                defaults.leakDetection,
                null,
                null,
                isolation(definition.isolation()));
    }

    private static Duration seconds(String text) {
        return AppEnvironment.seconds(text);
    }

    /** A constant of {@link java.sql.Connection}, by its name, with or without its prefix, or its value. */
    private static String isolation(String text) {
        if (text == null) return null;
        if (Character.isDigit(text.charAt(0))) return text; // the constant's value
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return name.startsWith("TRANSACTION_") ? name : "TRANSACTION_" + name;
    }
}
