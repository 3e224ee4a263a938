package io.jcorn.servlet.session.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A store that somebody outside of the workers may look through. */
public interface BrowsableStore extends SessionStore {
    /**
     * A session as a list has it.
     *
     * @param bytes what it takes in the store, about
     * @param owners the workers that its {@linkplain Pin pins} name, which may have ended
     */
    record Listed(SessionKey key, boolean isExpired, long bytes, List<String> owners) {}

    /** Where it is, for a line in a log: without user and password. */
    String place();

    /** Those that have sessions, or had some. */
    Set<Long> applications();

    /**
     * Shows an application's sessions, those that begin or end meanwhile perhaps. Blocks for several reads, none of which
     * is under way while the visitor has a slice of them: so it may write.
     *
     * @param visitor says whether to go on
     */
    void list(long application, long now, Predicate<List<Listed>> visitor);

    /** Ends a session that was listed from outside of all workers, see {@link SessionTimes#ENDED}. */
    default CompletableFuture<Saved> end(Listed session) {
        return save(session.key(), SessionDelta.end());
    }
}
