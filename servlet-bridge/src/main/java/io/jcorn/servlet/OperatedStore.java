package io.jcorn.servlet;

import io.jcorn.app.WorkerName;
import io.jcorn.servlet.session.SessionIds;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.BrowsableStore.Listed;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.sessions.StoredSessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A store in the hands of an operator, whose command doesn't run the applications. One thread. */
final class OperatedStore implements StoredSessions {
    private final BrowsableStore store;
    private final Map<Long, String> names = new HashMap<>();
    /** Whether workers that pins name are there, as far as it was asked. */
    private final Map<String, Boolean> alive = new HashMap<>();

    OperatedStore(BrowsableStore store, List<String> contextPaths) {
        this.store = store;
        names.put(SessionKey.applicationAt(""), "/");
        contextPaths.forEach(path -> names.put(SessionKey.applicationAt(path), path.isEmpty() ? "/" : path));
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public List<Usage> usage() throws IOException {
        return told(() -> {
            List<Usage> all = new ArrayList<>();
            for (long application : store.applications()) {
                AtomicLong sessions = new AtomicLong();
                AtomicLong bytes = new AtomicLong();
                AtomicLong pinned = new AtomicLong();
                store.list(application, System.currentTimeMillis(), slice -> {
                    for (Listed session : slice) {
                        if (!session.isExpired()) {
                            sessions.incrementAndGet();
                            bytes.addAndGet(session.bytes());
                            pinned.addAndGet(isPinned(session) ? 1 : 0);
                        }
                    }
                    return true;
                });
                all.add(new Usage(nameOf(application), sessions.get(), pinned.get(), bytes.get()));
            }
            return all;
        });
    }

    private boolean isPinned(Listed session) {
        return session.owners().stream().anyMatch(owner -> alive.computeIfAbsent(owner, OperatedStore::isAlive));
    }

    private static boolean isAlive(String worker) {
        return WorkerName.parse(worker).filter(WorkerName::isAlive).isPresent();
    }

    private String nameOf(long application) {
        return names.getOrDefault(application, "unknown " + Long.toHexString(application));
    }

    @Override
    public boolean invalidate(String id) throws IOException {
        if (!SessionIds.isId(id)) {
            throw new IllegalArgumentException("this is no session id, which has 28 letters, digits, - and _");
        }
        return told(() -> {
            boolean ended = false;
            for (long application : store.applications()) {
                SessionKey key = new SessionKey(application, id);
                ended |= wasThere(store.save(key, SessionDelta.end())).join();
            }
            return ended;
        });
    }

    private static CompletableFuture<Boolean> wasThere(CompletableFuture<Saved> end) {
        return end.thenApply(saved -> !saved.isGone());
    }

    @Override
    public long invalidateAll() throws IOException {
        return told(() -> {
            AtomicLong ended = new AtomicLong();
            for (long application : store.applications()) {
                store.list(application, System.currentTimeMillis(), slice -> {
                    List<CompletableFuture<Boolean>> ends = slice.stream()
                            .filter(session -> !session.isExpired())
                            .map(session -> wasThere(store.end(session)))
                            .toList();
                    ended.addAndGet(
                            ends.stream().filter(CompletableFuture::join).count());
                    return true;
                });
            }
            return ended.get();
        });
    }

    private static <T> T told(Supplier<T> use) throws IOException {
        try {
            return use.get();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
