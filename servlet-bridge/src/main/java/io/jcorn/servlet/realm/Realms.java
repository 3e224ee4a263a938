package io.jcorn.servlet.realm;

import io.jcorn.app.AppEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Opens the realm that the settings name. */
public final class Realms {
    /** Knows nobody. */
    public static final Realm NOBODY = (name, password) -> null;

    private Realms() {}

    /**
     * Opens it; blocks.
     *
     * @param settings by name; {@code users} is a file, {@code realm} has lines {@code NAME=VALUE}, one of them the {@code type}
     * @return {@link #NOBODY} if neither is set
     * @throws IOException with one line for the operator
     */
    public static Realm open(Map<String, String> settings) throws IOException {
        String users = settings.getOrDefault("users", "");
        Map<String, String> options = options(AppEnvironment.list(settings, "realm"));
        if (options.isEmpty()) return users.isEmpty() ? NOBODY : new FileRealmProvider().open(Map.of("file", users));
        if (!users.isEmpty())
            throw new IOException("both users and realm are set; there is one realm, so set one of them");
        String type = options.remove("type");
        if (type == null) throw new IOException("realm needs a type, as in --realm type=ldap");
        return provider(type).open(options);
    }

    private static RealmProvider provider(String type) throws IOException {
        TreeSet<String> types = new TreeSet<>();
        for (RealmProvider provider : ServiceLoader.load(RealmProvider.class, Realms.class.getClassLoader())) {
            if (provider.type().equals(type)) return provider;
            types.add(provider.type());
        }
        throw new IOException("there is no realm of type '" + type + "'; there are " + types);
    }

    private static Map<String, String> options(List<String> given) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : given) {
            int equals = option.indexOf('=');
            if (equals <= 0) throw new IOException("the realm's '" + option + "' is no option; give NAME=VALUE");
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }
}
