package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.SessionStore;

/**
 * How an application's sessions are shared by the workers.
 *
 * @param store where they are; others own and close it
 * @param findsMutations whether attributes that a request got are compared with what is stored when it ends
 * @param maxCopies how many sessions stay as objects in a worker's heap beside the store, about
 * @param outlivesStore whether such an object is served as it was last seen while the store can't be reached
 * @param pinning what becomes of attributes that can't be stored
 */
public record SessionSharing(
        SessionStore store, boolean findsMutations, int maxCopies, boolean outlivesStore, Pinning pinning)
        implements SessionKeeping {}
