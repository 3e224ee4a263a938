package io.jcorn.servlet.realm;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** {@code --realm type=ldap --realm url=ldaps://… --realm user-dn=uid={0},ou=people,dc=example}. */
public final class LdapRealmProvider implements RealmProvider {
    private static final Set<String> OPTIONS = Set.of("url", "user-dn", "role-base", "role-filter", "role-attribute");

    @Override
    public String type() {
        return "ldap";
    }

    @Override
    public Realm open(Map<String, String> given) throws IOException {
        Options options = Options.of(type(), given, OPTIONS);
        String userDn = options.required("user-dn");
        if (!userDn.contains(LdapRealm.NAME))
            throw new IOException("the user-dn of a realm of type ldap needs {0} where the name of a user stands");
        return new LdapRealm(
                options.required("url"),
                userDn,
                options.get("role-base", ""),
                options.get("role-filter", "(member={0})"),
                options.get("role-attribute", "cn"));
    }
}
