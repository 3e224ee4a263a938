package io.jcorn.servlet.realm;

import java.io.IOException;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Rdn;

/**
 * Users in a directory (RFC 4511): who can bind with the password is the user; the roles are what a search for groups finds, made as
 * that user. Any thread; a connection for each question.
 */
final class LdapRealm implements Realm {
    /** Where the user's name stands in {@code user-dn}. */
    static final String NAME = "{0}";

    private static final String TIMEOUT_MILLIS = "5000";

    private final String url;
    private final String userDn;
    private final String roleBase;
    private final String roleFilter;
    private final String roleAttribute;

    /**
     * A realm of that directory; connects to nothing yet.
     *
     * @param userDn with {@code {0}} for the name; a bind name of another form, such as {@code {0}@corp.example}, will do
     * @param roleBase where groups are searched; "" for no roles
     * @param roleFilter with {@code {0}} for the user's bind name and {@code {1}} for the name
     */
    LdapRealm(String url, String userDn, String roleBase, String roleFilter, String roleAttribute) {
        this.url = url;
        this.userDn = userDn;
        this.roleBase = roleBase;
        this.roleFilter = roleFilter;
        this.roleAttribute = roleAttribute;
    }

    @Override
    public User authenticate(String name, char[] password) throws IOException {
        // a bind without a password succeeds, as nobody in particular (RFC 4513 §5.1.2)
        if (name.isEmpty() || password.length == 0) return null;
        String dn = userDn.replace(NAME, Rdn.escapeValue(name));
        DirContext directory = null;
        try {
            directory = new InitialDirContext(environment(dn, password));
            return new User(name, roleBase.isEmpty() ? Set.of() : roles(directory, dn, name));
        } catch (AuthenticationException | InvalidNameException e) {
            return null;
        } catch (NamingException e) {
            throw new IOException("the realm's directory can't be asked: " + e, e);
        } finally {
            close(directory);
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes nothing else
    private Hashtable<String, Object> environment(String dn, char[] password) {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put(Context.SECURITY_AUTHENTICATION, "simple");
        environment.put(Context.SECURITY_PRINCIPAL, dn);
        environment.put(Context.SECURITY_CREDENTIALS, new String(password));
        environment.put(Context.REFERRAL, "ignore");
        environment.put("com.sun.jndi.ldap.connect.timeout", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.ldap.read.timeout", TIMEOUT_MILLIS);
        return environment;
    }

    @SuppressWarnings("BanJNDI") // the operator's own directory; of what it answers texts are read, no objects
    private Set<String> roles(DirContext directory, String dn, String name) throws NamingException {
        SearchControls controls = new SearchControls();
        controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
        controls.setReturningAttributes(new String[] {roleAttribute});
        Set<String> roles = new LinkedHashSet<>();
        // the filter's arguments are escaped by JNDI
        NamingEnumeration<SearchResult> groups =
                directory.search(roleBase, roleFilter, new Object[] {dn, name}, controls);
        try {
            while (groups.hasMore()) {
                Attribute attribute = groups.next().getAttributes().get(roleAttribute);
                for (int i = 0; attribute != null && i < attribute.size(); i++) {
                    roles.add(String.valueOf(attribute.get(i)));
                }
            }
        } finally {
            groups.close();
        }
        return roles;
    }

    private static void close(DirContext directory) throws IOException {
        try {
            if (directory != null) directory.close();
        } catch (NamingException e) {
            throw new IOException("the connection to the realm's directory failed", e);
        }
    }
}
