package io.jcorn.servlet.realm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code --users FILE}. */
public final class FileRealmProvider implements RealmProvider {
    @Override
    public String type() {
        return "file";
    }

    @Override
    public Realm open(Map<String, String> options) throws IOException {
        String file = options.get("file");
        if (file == null) throw new IOException("a realm of type file needs its file, as in --realm file=users");
        return new FileRealm(UsersFile.read(Path.of(file)));
    }
}
