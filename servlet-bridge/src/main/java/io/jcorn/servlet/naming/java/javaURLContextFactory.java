package io.jcorn.servlet.naming.java;

import io.jcorn.servlet.naming.Environment;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.ObjectFactory;

/**
 * Answers for the names of the application whose class loader the thread has. Its name is JNDI's: package prefix, scheme, and
 * {@code URLContextFactory} behind the scheme ({@link javax.naming.spi.NamingManager#getURLContext}).
 */
public final class javaURLContextFactory implements ObjectFactory, InitialContextFactory {
    /** {@code object} is null for the context of the scheme, or a name to look up. */
    @Override
    @SuppressWarnings("BanJNDI") // our own context
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws NamingException {
        Context names = getInitialContext(environment);
        return object instanceof String asked ? names.lookup(asked) : object == null ? names : null;
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        Environment application = Environment.current();
        if (application != null) return application.names().context();
        Thread thread = Thread.currentThread();
        throw new NoInitialContextException("java: is a web application's, and thread '" + thread.getName()
                + "' belongs to none: its context class loader is " + thread.getContextClassLoader());
    }
}
