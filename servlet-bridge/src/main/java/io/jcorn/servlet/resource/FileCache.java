package io.jcorn.servlet.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Files that were asked for lately: what describes them, and the content of small ones. Each is compared with the disk
 * once a second at most, by one of the threads that ask for it, while the others go on with what is here. Paths without a
 * file are not kept: anybody can invent them.
 *
 * <p>Any thread may ask. The lock is held for bookkeeping only, never while a file is read.
 */
final class FileCache {
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConcurrentHashMap<String, StaticFile> files = new ConcurrentHashMap<>();
    private final WebResources resources;
    private final MimeTypes mimeTypes;
    private final CacheRules cacheRules;
    private final long maxWeight;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    /** The sum of all files' weights; guarded by this. */
    private long weight;

    /** @param maxWeight about how many bytes of memory all files together may take */
    FileCache(
            WebResources resources,
            MimeTypes mimeTypes,
            CacheRules cacheRules,
            long maxWeight,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.resources = resources;
        this.mimeTypes = mimeTypes;
        this.cacheRules = cacheRules;
        this.maxWeight = maxWeight;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** The file of that path; null if there is none, or a folder. */
    StaticFile get(String path) throws IOException {
        long now = nanoClock.getAsLong();
        StaticFile kept = files.get(path);
        if (kept == null) {
            return load(path, now);
        }
        long checkedAt = kept.checkedAt.get();
        if (now - checkedAt < CHECK_NANOS || !kept.checkedAt.compareAndSet(checkedAt, now) || isCurrent(kept)) {
            return kept;
        }
        drop(kept);
        return load(path, now);
    }

    private boolean isCurrent(StaticFile kept) {
        return kept.file.equals(resources.find(kept.path)) && kept.isUnchanged();
    }

    private StaticFile load(String path, long now) throws IOException {
        Path found = resources.find(path);
        DiskFile disk = found == null ? null : DiskFile.read(found);
        if (disk == null) {
            return null;
        }
        StaticFile.Kind kind = new StaticFile.Kind(
                WebResources.isProtected(path) || resources.isProtected(found),
                mimeTypes.of(path),
                cacheRules.of(path));
        StaticFile file = new StaticFile(path, disk, kind, null, encoded(path, disk, kind, now), clock.millis(), now);
        keep(file);
        return file;
    }

    private List<StaticFile> encoded(String path, DiskFile plain, StaticFile.Kind kind, long now) throws IOException {
        List<StaticFile> all = new ArrayList<>(0);
        for (Coding coding : Coding.all()) {
            Path beside = coding.beside(plain.file);
            DiskFile disk = plain.hasBeside(beside) ? DiskFile.read(beside) : null;
            if (disk != null) {
                all.add(new StaticFile(path, disk, kind, coding, List.of(), clock.millis(), now));
            }
        }
        return all;
    }

    private synchronized void keep(StaticFile file) {
        StaticFile before = files.put(file.path, file);
        weight += file.weight() - (before == null ? 0 : before.weight());
        if (weight > maxWeight) {
            evict();
        }
    }

    private synchronized void drop(StaticFile file) {
        if (files.remove(file.path, file)) {
            weight -= file.weight();
        }
    }

    /** Drops those that were not asked for the longest, an eighth of all at a time, so that sorting pays. */
    private synchronized void evict() {
        List<StaticFile> oldestFirst = files.values().stream()
                .sorted(Comparator.comparingLong(file -> file.checkedAt.get()))
                .toList();
        for (int i = 0; i < oldestFirst.size() && weight > maxWeight - maxWeight / 8; i++) {
            drop(oldestFirst.get(i));
        }
    }

    /** How many bytes all files take, about. */
    synchronized long weight() {
        return weight;
    }
}
