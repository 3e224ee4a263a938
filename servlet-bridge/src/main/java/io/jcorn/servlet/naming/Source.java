package io.jcorn.servlet.naming;

import javax.naming.NamingException;

/** Where the object of a name comes from, each time somebody looks it up. Any thread. */
@FunctionalInterface
public interface Source {
    Object get() throws NamingException;
}
