package io.jcorn.servlet.session.crypt;

import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EncryptedLmdbStoreTest extends SessionStoreContract {
    @TempDir
    Path folder;

    @Override
    protected BrowsableStore open() {
        return new EncryptedStore(LmdbStore.open(folder, 1L << 30), Keys.ring(1));
    }
}
