package io.jcorn.servlet.session.crypt;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.Rewritten;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionDelta.Whole;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A store that is given ids, names and values of attributes in a form that it can't read, see {@link Envelope}. Times are
 * as they are, for stores sweep by them. A session that none of the keys has encrypted counts as unknown and stays until it
 * expires, for the right key may come.
 */
public final class EncryptedStore implements BrowsableStore {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    /** Each failure but the last means that another worker has saved something meanwhile. */
    private static final int RENAME_ATTEMPTS = 100;

    private final BrowsableStore store;
    private final KeyRing keys;
    private final AtomicBoolean toldOfUnknown = new AtomicBoolean();

    public EncryptedStore(BrowsableStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public StoredSession find(SessionKey key, long knownVersion) {
        Envelope envelope = Envelope.of(key, keys);
        StoredSession found = store.find(envelope.stored(), knownVersion);
        if (found == null || found.attributes() == null) {
            return found == null ? null : found.as(key.id(), null);
        } else if (!envelope.isOurs(found.attributes())) {
            tellOfUnknown();
            return null;
        }
        Map<String, byte[]> attributes = envelope.decrypt(found.attributes());
        if (envelope.isOld(found.attributes())) {
            Whole renewed = new Whole(found.version(), envelope.encryptAll(attributes));
            // nobody waits: if it fails, or somebody else was first, the next reader does it
            var unused = store.rewrite(envelope.stored(), envelope.stored(), renewed);
        }
        return found.as(key.id(), attributes);
    }

    private void tellOfUnknown() {
        if (toldOfUnknown.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Some stored sessions were encrypted with keys that are not in session-key-file: they count as"
                            + " unknown. This is told once.");
        }
    }

    @Override
    public CompletableFuture<Saved> save(SessionKey key, SessionDelta delta) {
        Envelope envelope = Envelope.of(key, keys);
        return store.save(envelope.stored(), encrypted(envelope, delta));
    }

    @Override
    public CompletableFuture<Saved> enqueue(SessionKey key, SessionDelta delta) {
        Envelope envelope = Envelope.of(key, keys);
        return store.enqueue(envelope.stored(), encrypted(envelope, delta));
    }

    private static SessionDelta encrypted(Envelope envelope, SessionDelta delta) {
        Map<String, byte[]> set = delta.created() ? envelope.encryptAll(delta.set()) : envelope.encrypt(delta.set());
        return delta.of(set, delta.removed().stream().map(envelope::field).toList());
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public CompletableFuture<Boolean> remove(SessionKey key) {
        return store.remove(Envelope.hidden(key));
    }

    /** Blocks for a read and a write: all has to be encrypted anew for its new place. */
    @Override
    public CompletableFuture<Boolean> rename(SessionKey from, SessionKey to) {
        try {
            return CompletableFuture.completedFuture(renameNow(from, Envelope.of(to, keys)));
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        } catch (CompletionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        }
    }

    private boolean renameNow(SessionKey from, Envelope to) {
        for (int i = 0; i < RENAME_ATTEMPTS; i++) {
            StoredSession found = find(from, 0);
            if (found == null) {
                return false;
            }
            Whole moved = new Whole(found.version(), to.encryptAll(found.attributes()));
            Rewritten rewritten =
                    store.rewrite(Envelope.hidden(from), to.stored(), moved).join();
            if (rewritten != Rewritten.CHANGED) {
                return rewritten == Rewritten.DONE;
            }
        }
        throw new StoreException(
                StoreException.Kind.UNAVAILABLE, "a session is changed all the time, so that its id can't be", null);
    }

    @Override
    public CompletableFuture<Rewritten> rewrite(SessionKey from, SessionKey to, Whole whole) {
        Envelope envelope = Envelope.of(to, keys);
        Whole encrypted = new Whole(whole.version(), envelope.encryptAll(whole.attributes()));
        return store.rewrite(Envelope.hidden(from), envelope.stored(), encrypted);
    }

    @Override
    public CompletableFuture<Void> touch(List<Touch> touches) {
        return store.touch(touches.stream()
                .map(touch -> new Touch(Envelope.hidden(touch.key()), touch.times()))
                .toList());
    }

    @Override
    public boolean claimSweep(long application, long now, long intervalMillis) {
        return store.claimSweep(application, now, intervalMillis);
    }

    /** Those of other keys go and nobody is told: their ids and attributes aren't known. */
    @Override
    public void expire(long application, long now, Consumer<StoredSession> ended) {
        store.expire(application, now, one -> {
            Envelope envelope = Envelope.found(new SessionKey(application, one.id()), one.attributes(), keys);
            if (envelope == null) {
                tellOfUnknown();
            } else {
                ended.accept(one.as(envelope.key().id(), attributes(envelope, one)));
            }
        });
    }

    private static Map<String, byte[]> attributes(Envelope envelope, StoredSession expired) {
        try {
            return envelope.decrypt(expired.attributes());
        } catch (StoreException e) {
            return Map.of(); // damaged, but it ends
        }
    }

    @Override
    public long count(long application) {
        return store.count(application);
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public Set<Long> applications() {
        return store.applications();
    }

    /** The keys are the store's. */
    @Override
    public void list(long application, long now, Predicate<List<Listed>> visitor) {
        store.list(application, now, visitor);
    }

    @Override
    public CompletableFuture<Saved> end(Listed session) {
        return store.end(session);
    }

    @Override
    public void close() {
        store.close();
    }
}
