package io.jcorn.servlet.naming;

import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.EnvironmentDef;
import io.jcorn.servlet.descriptor.ReferenceDef;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import io.jcorn.servlet.descriptor.ReferenceDef.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The environment of one application (Servlet 6.1 §15.2.2): its names, and what of them is injected into its components. Filled on the
 * thread that deploys; used by any.
 */
public final class Environment implements Closeable {
    private static final System.Logger LOG = System.getLogger("jcorn.deploy");
    private static final String DATA_SOURCE = "javax.sql.DataSource";

    private final String app;
    private final Namespace names;
    private final ClassLoader loader;
    private final UnaryOperator<String> remedy;
    private final boolean annotated;
    private final Injection injection;
    private volatile CdiDecorator cdi = new CdiDecorator(() -> null);

    /**
     * The environment of an application whose server's names are bound already.
     *
     * @param app for the log
     * @param loader the application's
     * @param remedy what an operator may do about a data source that there isn't, by its name
     * @param annotated whether any of the application's classes has {@code @Resource}
     */
    public Environment(
            String app,
            Namespace names,
            ClassLoader loader,
            EnvironmentDef declared,
            boolean annotated,
            UnaryOperator<String> remedy)
            throws DescriptorException {
        this.app = app;
        this.names = names;
        this.loader = loader;
        this.remedy = remedy;
        this.annotated = annotated;
        this.injection = new Injection(names, declared.callbacks());
        declare(declared.references().values());
    }

    /** That of the application whose class loader the thread has, or has above its own; null if there is none. */
    public static Environment current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (ClassLoader each = loader; each != null; each = each.getParent())
            if (each instanceof EnvironmentOwner owner) return owner.environment();
        return null;
    }

    public Namespace names() {
        return names;
    }

    /**
     * Declares what the annotations of components' classes say, before there is an instance. Runs no application code.
     *
     * @throws DescriptorException for a name that nothing stands for
     */
    public void examine(Collection<Class<?>> components) throws DescriptorException {
        if (annotated) declare(injection.found(components));
    }

    /**
     * Puts what there is for it into a component that was made.
     *
     * @throws ReflectiveOperationException if there is something that it can't get
     */
    public void inject(Object component) throws ReflectiveOperationException {
        try {
            examine(List.of(component.getClass()));
        } catch (DescriptorException e) {
            throw new ReflectiveOperationException(e.getMessage(), e);
        }
        injection.into(component);
        cdi.decorate(component);
    }

    /** A component has ended. */
    public void release(Object component) throws ReflectiveOperationException {
        cdi.destroy(component);
    }

    /** From now on components are injected by CDI as well. */
    public void decorateBy(CdiDecorator decorator) {
        cdi = decorator;
    }

    /** Whether a descriptor names that method as one to be called after injection, or at the component's end. */
    public boolean isCallback(Method method, boolean postConstruct) {
        return injection.isCallback(method, postConstruct);
    }

    /** All are bound before one is looked at: they may refer to each other. */
    private void declare(Collection<Declared<ReferenceDef>> references) throws DescriptorException {
        for (Declared<ReferenceDef> each : references) {
            ask(each, this::bind);
            injection.add(each.value());
        }
        for (Declared<ReferenceDef> each : references) ask(each, this::check);
    }

    private interface Step {
        void take(ReferenceDef reference) throws NamingException;
    }

    private static void ask(Declared<ReferenceDef> reference, Step step) throws DescriptorException {
        try {
            step.take(reference.value());
        } catch (NamingException e) {
            ReferenceDef value = reference.value();
            throw new DescriptorException(
                    reference.place(), value.kind() + " '" + value.name() + "': " + e.getMessage());
        }
    }

    /** Binds what a reference stands for, unless the name is bound: by the operator, or by a descriptor. */
    private void bind(ReferenceDef reference) throws NamingException {
        if (names.isBound(reference.name())) return;
        if (reference.lookup() != null) {
            names.bind(reference.name(), () -> find(reference.lookup()));
        } else if (reference.value() != null) {
            Object value = EntryValue.of(typeOf(reference), reference.value(), loader);
            names.bind(reference.name(), () -> value);
        }
    }

    private void check(ReferenceDef reference) throws NamingException {
        String name = reference.name();
        if (!names.isBound(name)) {
            if (reference.kind() == Kind.ENV_ENTRY) return; // without a value: as if it were not declared
            if (reference.type() == null || reference.type().equals(DATA_SOURCE))
                throw new NamingException("there is no data source of this name; " + remedy.apply(name));
            LOG.log(
                    Level.WARNING,
                    "{0}: nothing stands for the {1} ''{2}'': jcorn has no {3}",
                    app,
                    reference.kind(),
                    name,
                    reference.type());
        } else if (reference.lookup() != null
                && Namespace.isOurs(reference.lookup())
                && !names.isBound(reference.lookup())) {
            throw new NamingException("it is another name for " + reference.lookup() + ", which is not bound");
        }
    }

    @SuppressWarnings("BanJNDI") // a name that the application's descriptor says
    private Object find(String name) throws NamingException {
        return Namespace.isOurs(name) ? names.lookup(name) : new InitialContext().lookup(name);
    }

    /** Of an entry that doesn't say so: the type of what it is injected into. */
    private String typeOf(ReferenceDef reference) throws NamingException {
        if (reference.type() != null) return reference.type();
        for (InjectionTarget target : reference.targets()) {
            try {
                Member member = Member.find(Class.forName(target.className(), false, loader), target.member());
                if (member != null) return member.type().getName();
            } catch (ClassNotFoundException e) {
                throw new NamingException("there is no class " + target.className() + " to inject it into");
            }
        }
        return "java.lang.String";
    }

    /** Closes what was opened for the application. */
    @Override
    public void close() throws IOException {
        names.close();
    }
}
