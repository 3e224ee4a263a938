package io.jcorn.servlet.realm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** {@code --users FILE}. */
public final class FileRealmProvider implements RealmProvider {
    @Override
    public String type() {
        return "file";
    }

    @Override
    public Realm open(Map<String, String> options) throws IOException {
        String file = Options.of(type(), options, Set.of("file")).required("file");
        return new FileRealm(UsersFile.read(Path.of(file)));
    }
}
