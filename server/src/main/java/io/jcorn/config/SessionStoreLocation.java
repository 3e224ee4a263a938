package io.jcorn.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which session store, and where.
 *
 * @param text as in the settings; of Redis a URL that may hold a password
 */
public record SessionStoreLocation(SessionStoreKind kind, String text) {
    private static final Pattern REDIS = Pattern.compile(
            "(?<scheme>rediss?(?:-sentinel|-cluster)?)://(?:[^@/#]*@)?(?<place>[^/@#?]+)(?:/\\d*)?(?:#.+)?");

    static SessionStoreLocation parse(String text) {
        for (SessionStoreKind kind : new SessionStoreKind[] {SessionStoreKind.LMDB, SessionStoreKind.MEMORY}) {
            if (text.toLowerCase(Locale.ROOT).equals(kind.toString())) {
                return new SessionStoreLocation(kind, kind.toString());
            }
        }
        if (REDIS.matcher(text).matches()) {
            return new SessionStoreLocation(SessionStoreKind.REDIS, text);
        } else if (text.startsWith("redis")) {
            // which may hold a password
            throw new IllegalArgumentException(
                    "the URL of Redis is invalid; give redis://[[user]:password@]host[:port][/database]");
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not known; give one of lmdb, memory, redis://host[:port]");
    }

    /** For a log: without user and password. */
    @Override
    public String toString() {
        Matcher url = REDIS.matcher(text);
        return url.matches() ? url.group("scheme") + "://" + url.group("place") : text;
    }
}
