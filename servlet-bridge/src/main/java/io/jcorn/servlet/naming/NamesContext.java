package io.jcorn.servlet.naming;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;

/** A folder of names as JNDI shows it: nobody may change it (Jakarta EE Platform 11 §5). Any thread. */
@SuppressWarnings("BanJNDI") // it is what JNDI asks; nothing here makes an object of what a name says
final class NamesContext implements Context {
    private static final String SCHEME = "java:";

    private final Names root;
    private final Names names;

    NamesContext(Names root, Names names) {
        this.root = root;
        this.names = names;
    }

    @Override
    public Object lookup(Name name) throws NamingException {
        Object found = find(name);
        return found instanceof Source source ? source.get() : new NamesContext(root, (Names) found);
    }

    @Override
    public Object lookup(String name) throws NamingException {
        return lookup(new CompositeName(name));
    }

    @Override
    public Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    /** A {@link Source} or a folder. A name with its scheme begins at the root, wherever it is asked. */
    private Object find(Name name) throws NamingException {
        boolean isAbsolute = name.size() > 0 && name.get(0).startsWith(SCHEME);
        Object found = isAbsolute ? root.find(withoutScheme(name)) : names.find(name);
        if (found != null) return found;
        String full = isAbsolute ? name.toString() : names.path() + (names == root ? "" : "/") + name;
        NameNotFoundException notFound = new NameNotFoundException(full + " is not bound");
        notFound.setRemainingName(name);
        throw notFound;
    }

    private static Name withoutScheme(Name name) throws NamingException {
        return new CompositeName(name.toString().substring(SCHEME.length()));
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        List<NameClassPair> pairs = new ArrayList<>();
        for (Binding binding : bindings(name)) pairs.add(new NameClassPair(binding.getName(), binding.getClassName()));
        return new Listing<>(pairs.iterator());
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        return list(new CompositeName(name));
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        return new Listing<>(bindings(name).iterator());
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        return listBindings(new CompositeName(name));
    }

    private List<Binding> bindings(Name name) throws NamingException {
        if (!(find(name) instanceof Names folder))
            throw new NotContextException(names.path() + "/" + name + " is no folder of names");
        List<Binding> bindings = new ArrayList<>();
        for (Map.Entry<String, Object> entry : folder.entries().entrySet()) {
            Object object = entry.getValue() instanceof Source source
                    ? source.get()
                    : new NamesContext(root, (Names) entry.getValue());
            bindings.add(new Binding(entry.getKey(), object));
        }
        return bindings;
    }

    private record Listing<T>(Iterator<T> rest) implements NamingEnumeration<T> {
        @Override
        public T next() {
            return rest.next();
        }

        @Override
        public boolean hasMore() {
            return rest.hasNext();
        }

        @Override
        public T nextElement() {
            return rest.next();
        }

        @Override
        public boolean hasMoreElements() {
            return rest.hasNext();
        }

        @Override
        public void close() {}
    }

    @Override
    public NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public Name composeName(Name name, Name prefix) throws NamingException {
        return ((Name) prefix.clone()).addAll(name);
    }

    @Override
    public String composeName(String name, String prefix) throws NamingException {
        return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
    }

    @Override
    public String getNameInNamespace() {
        return names.path();
    }

    /** It has none. */
    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>();
    }

    @Override
    public void close() {
        // views of the same names are made for each who asks
    }

    private OperationNotSupportedException readOnly() {
        return new OperationNotSupportedException(names.path() + " can only be read");
    }

    @Override
    public void bind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void bind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(Name from, Name to) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(String from, String to) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Object addToEnvironment(String property, Object value) throws NamingException {
        throw readOnly();
    }

    @Override
    public Object removeFromEnvironment(String property) throws NamingException {
        throw readOnly();
    }
}
