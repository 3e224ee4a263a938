package io.jcorn.config;

import static io.jcorn.config.Setting.Section.CONTENT;

import java.util.List;

/** What is added to content on its way: how long it may be kept, and compression. */
final class ContentSettings {
    private ContentSettings() {}

    static final Setting<String> CACHE_CONTROL = Setting.of(CONTENT, "cache-control", new Texts.CacheRule())
            .repeatable()
            .doc("""
            What Cache-Control says of an application's files: `PATTERN=VALUE`, with a servlet's pattern for the path within
            the application, such as `/assets/*=max-age=31536000, immutable` or `*.html=no-cache`. The first pattern that
            fits counts. Nothing is added to what the application itself has said.""");

    static final Setting<Boolean> COMPRESS = Setting.of(CONTENT, "compress", new Texts.Flag())
            .defaultsTo("false")
            .doc("""
            Compress responses by gzip for clients that take it. An attacker who can have a browser send requests, and sees
            how long the responses are, may find out what is secret in them (BREACH); so it is off unless you want it. Not
            compressed are responses that offer ranges, as files do, that have a Content-Encoding already, or of which
            Cache-Control says `no-transform`.""");

    static final Setting<String> COMPRESS_TYPES = Setting.of(CONTENT, "compress-types", new Texts.Text("TYPES"))
            .defaultsTo("text/*,application/json,application/javascript,application/xml,application/manifest+json,"
                    + "application/problem+json,application/xhtml+xml,application/rss+xml,application/atom+xml,"
                    + "image/svg+xml")
            .doc("""
            The media types that `compress` compresses, with commas between; `text/*` is all of a kind.""");

    static final Setting<Long> COMPRESS_MIN_SIZE = Setting.of(CONTENT, "compress-min-size", new Numbers.Bytes(1 << 30))
            .defaultsTo("1024")
            .doc("""
            From how many bytes on `compress` compresses a response. One that is flushed before it is whole counts as
            large.""");

    static final List<Setting<?>> ALL = List.of(CACHE_CONTROL, COMPRESS, COMPRESS_TYPES, COMPRESS_MIN_SIZE);
}
