package io.jcorn.servlet.session.crypt;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.BrowsableStore.Listed;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import java.util.List;
import java.util.Optional;

/** Looks at some of the sessions that a store holds already: were they stored with the keys that there are now? */
public final class KeyCheck {
    private static final int LOOKED_AT = 16;

    private final BrowsableStore store;
    private final KeyRing keys;
    private int seen;
    private int unreadable;

    private KeyCheck(BrowsableStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * Blocks for a few reads of each application's.
     *
     * @param store as it is, not an {@link EncryptedStore}
     * @param keys null if nothing is encrypted now
     * @return what an operator should know of
     */
    public static Optional<String> warning(BrowsableStore store, KeyRing keys, List<Long> applications) {
        KeyCheck check = new KeyCheck(store, keys);
        applications.forEach(check::look);
        if (check.unreadable == 0) {
            return Optional.empty();
        }
        String stored = keys == null
                ? "are encrypted, and there is no session-key-file"
                : "were stored without a key or with one that is not in session-key-file";
        return Optional.of("Of " + check.seen + " sessions that were looked at, " + check.unreadable + " " + stored
                + ": such sessions count as unknown, and are removed when they expire");
    }

    private void look(long application) {
        store.list(application, System.currentTimeMillis(), slice -> {
            slice.stream().limit(LOOKED_AT).map(Listed::key).forEach(this::look);
            return false;
        });
    }

    private void look(SessionKey key) {
        try {
            StoredSession found = store.find(key, 0);
            if (found != null) {
                seen++;
                unreadable += isReadable(key, found) ? 0 : 1;
            }
        } catch (StoreException e) {
            // damaged: whoever comes with its id hears of that
        }
    }

    private boolean isReadable(SessionKey key, StoredSession found) {
        return keys == null ? !isEncrypted(found) : Envelope.found(key, found.attributes(), keys) != null;
    }

    /** Whether {@code session} was stored with a key, of whatever ring. */
    public static boolean isEncrypted(StoredSession session) {
        return Envelope.isEncrypted(session.attributes());
    }
}
