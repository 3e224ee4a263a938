package io.jcorn.servlet.session;

import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.crypt.Keys;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionStore;

/** The same workers, on a store that can't read what it has. */
class EncryptedSharedSessionsTest extends SharedSessionsTest {
    @Override
    SessionStore in(BrowsableStore opened) {
        return new EncryptedStore(opened, Keys.ring(1));
    }
}
