package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final long MAX_WEIGHT = 100_000;

    @TempDir
    Path temp;

    private final AtomicLong nanos = new AtomicLong();
    private Path first;
    private Path second;
    private FileCache cache;

    @BeforeEach
    void deploy() throws Exception {
        first = Files.createDirectory(temp.resolve("first"));
        second = Files.createDirectory(temp.resolve("second"));
        cache = new FileCache(
                new WebResources(List.of(first, second)),
                new MimeTypes(Map.of()),
                new CacheRules(List.of()),
                MAX_WEIGHT,
                InstantSource.system(),
                nanos::get);
    }

    private static void write(Path file, String text, long modifiedSecond) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modifiedSecond, TimeUnit.SECONDS));
    }

    private String content(String path) throws Exception {
        StaticFile file = cache.get(path);
        return file == null ? null : new String(file.content, StandardCharsets.UTF_8);
    }

    private void passMillis(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void looksAtTheDiskOnceASecondAtMost() throws Exception {
        write(first.resolve("a"), "one", 1_000);
        StaticFile before = cache.get("/a");
        write(first.resolve("a"), "two", 2_000);
        passMillis(999);
        assertThat(cache.get("/a")).isSameAs(before);
        passMillis(1);
        assertThat(content("/a")).isEqualTo("two");
        assertThat(cache.get("/a").etag).isNotEqualTo(before.etag);
    }

    @Test
    void keepsAnUnchangedFile() throws Exception {
        write(first.resolve("a"), "one", 1_000);
        StaticFile before = cache.get("/a");
        passMillis(5_000);
        assertThat(cache.get("/a")).isSameAs(before);
    }

    @Test
    void seesTheSizeChangeAlone() throws Exception {
        write(first.resolve("a"), "one", 1_000);
        cache.get("/a");
        write(first.resolve("a"), "three", 1_000);
        passMillis(1_000);
        assertThat(content("/a")).isEqualTo("three");
    }

    @Test
    void trustsNoFileThatIsAsYoungAsTheClockIsCoarse() throws Exception {
        Files.writeString(first.resolve("a"), "one");
        FileTime now = Files.getLastModifiedTime(first.resolve("a"));
        assertThat(cache.get("/a").settled).isFalse();
        Files.writeString(first.resolve("a"), "two");
        Files.setLastModifiedTime(first.resolve("a"), now);
        passMillis(1_000);
        assertThat(content("/a")).isEqualTo("two");
    }

    @Test
    void seesFilesComeGoAndHideOthers() throws Exception {
        assertThat(content("/a")).isNull();
        write(second.resolve("a"), "second", 1_000);
        assertThat(content("/a")).isEqualTo("second");
        write(first.resolve("a"), "first!", 1_000);
        passMillis(1_000);
        assertThat(content("/a")).isEqualTo("first!");
        Files.delete(first.resolve("a"));
        passMillis(1_000);
        assertThat(content("/a")).isEqualTo("second");
        Files.delete(second.resolve("a"));
        Files.createDirectory(second.resolve("a"));
        passMillis(1_000);
        assertThat(content("/a")).isNull();
        assertThat(cache.weight()).isZero();
    }

    @Test
    void describesABigFileWithoutKeepingIt() throws Exception {
        write(first.resolve("a"), "x".repeat(DiskFile.MAX_CONTENT), 1_000);
        write(first.resolve("b"), "x".repeat(DiskFile.MAX_CONTENT + 1), 1_000);
        assertThat(cache.get("/a").content).hasSize(DiskFile.MAX_CONTENT);
        assertThat(cache.get("/b").content).isNull();
        assertThat(cache.get("/b").size).isEqualTo(DiskFile.MAX_CONTENT + 1);
    }

    @Test
    void staysSmallByForgettingWhatWasNotAskedForTheLongest() throws Exception {
        for (int i = 0; i < 40; i++) {
            write(first.resolve("f" + i), "x".repeat(10_000), 1_000);
        }
        StaticFile favourite = cache.get("/f0");
        for (int i = 1; i < 40; i++) {
            passMillis(1_000);
            assertThat(cache.get("/f" + i)).isNotNull();
            assertThat(cache.weight()).isBetween(1L, MAX_WEIGHT);
            assertThat(cache.get("/f0")).isSameAs(favourite);
        }
        assertThat(cache.weight()).isGreaterThan(MAX_WEIGHT / 2);
    }

    @Test
    void keepsNothingOfWhatIsNotThere() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(cache.get("/missing" + i)).isNull();
        }
        assertThat(cache.weight()).isZero();
    }
}
