package io.jcorn.servlet.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.EnvironmentDef;
import io.jcorn.servlet.descriptor.EnvironmentDef.LifecycleCallback;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.descriptor.ReferenceDef;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import io.jcorn.servlet.descriptor.ReferenceDef.Kind;
import io.jcorn.servlet.dispatch.Instances;
import io.jcorn.servlet.naming.java.javaURLContextFactory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jakarta EE Platform 11 §5; Jakarta Annotations 3.0 §2.4. */
@SuppressWarnings({"BanJNDI", "UnusedMethod", "UnusedVariable"
}) // JNDI is what is tested, and reflection finds the members
class EnvironmentTest {
    private static final String REMEDY = "configure it";
    private static final ClassLoader OURS = EnvironmentTest.class.getClassLoader();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Namespace names = new Namespace("shop", new Namespace.Global());
    private final Map<String, Declared<ReferenceDef>> references = new LinkedHashMap<>();
    private final List<LifecycleCallback> callbacks = new ArrayList<>();

    /** As an application's class loader. */
    private static final class Loader extends ClassLoader implements EnvironmentOwner {
        private Environment environment;

        Loader(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Environment environment() {
            return environment;
        }
    }

    private void declare(Kind kind, String name, String type, String value, String lookup, String... targets) {
        Set<InjectionTarget> set = new java.util.LinkedHashSet<>();
        for (String target : targets) {
            int dot = target.lastIndexOf('.');
            set.add(new InjectionTarget(target.substring(0, dot), target.substring(dot + 1)));
        }
        references.put(
                name, new Declared<>(new ReferenceDef(kind, name, type, value, lookup, set), new Place("web.xml", 3)));
    }

    private Environment start() throws Exception {
        Loader loader = new Loader(OURS);
        EnvironmentDef declared = new EnvironmentDef(references, Map.of(), callbacks);
        loader.environment = new Environment("shop.war", names, loader, declared, true, name -> REMEDY);
        Thread.currentThread().setContextClassLoader(loader);
        System.setProperty("java.naming.factory.url.pkgs", "io.jcorn.servlet.naming");
        return loader.environment;
    }

    @AfterEach
    void leave() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static class Base {
        @Resource(name = "greeting")
        private String inherited;

        private final List<String> order = new ArrayList<>();

        @Resource(name = "max")
        private void setMaximum(int maximum) {
            order.add("base " + maximum);
        }
    }

    private static final class Component extends Base {
        @Resource(lookup = "java:comp/env/greeting")
        private String other;

        @Resource
        private String absent = "default";

        private String byDescriptor;
        private String atBegin;

        @Resource(name = "max")
        void setLimit(Integer limit) {
            super.order.add("component " + limit);
        }

        @PostConstruct
        void made() {
            atBegin = byDescriptor;
        }

        void begin() {
            super.order.add("begin");
        }
    }

    @Test
    void injectsFieldsAndSettersOfSuperclassesFirst() throws Exception {
        String type = Component.class.getName();
        declare(Kind.ENV_ENTRY, "greeting", "java.lang.String", "hello", null, type + ".byDescriptor");
        declare(Kind.ENV_ENTRY, "max", "java.lang.Integer", "7", null);
        callbacks.add(new LifecycleCallback(true, type, "begin"));
        start();

        Component component = Instances.create(Component.class);

        assertThat(((Base) component).inherited).isEqualTo("hello");
        assertThat(component.other).isEqualTo("hello");
        assertThat(component.absent).isEqualTo("default");
        assertThat(component.atBegin).isEqualTo("hello");
        assertThat(((Base) component).order).containsExactly("base 7", "component 7", "begin");
        assertThat(new InitialContext().lookup("java:comp/env/" + type + "/other"))
                .isEqualTo("hello");
    }

    @Test
    void anEntryWithoutATypeHasThatOfItsTarget() throws Exception {
        declare(Kind.ENV_ENTRY, "max", null, "7", null, Base.class.getName() + ".maximum");
        start();
        assertThat(new InitialContext().lookup("java:comp/env/max")).isEqualTo(7);
    }

    @Test
    void aThreadOfNoApplicationHasNoNames() {
        Thread.currentThread().setContextClassLoader(OURS);
        assertThatThrownBy(() -> new javaURLContextFactory().getInitialContext(null))
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("belongs to none");
    }

    @Test
    void aLoaderBelowTheApplicationsSeesItsNames() throws Exception {
        declare(Kind.ENV_ENTRY, "max", "java.lang.Integer", "7", null);
        Environment environment = start();
        Thread.currentThread()
                .setContextClassLoader(new ClassLoader(Thread.currentThread().getContextClassLoader()) {});
        assertThat(Environment.current()).isSameAs(environment);
        assertThat(new InitialContext().lookup("java:comp/env/max")).isEqualTo(7);
    }

    private static final class NeedsDataSource {
        @Resource(name = "jdbc/shop")
        DataSource shop;
    }

    @Test
    void aDataSourceThatIsNotThereIsToldAtTheStart() throws Exception {
        declare(Kind.RESOURCE_REF, "jdbc/shop", "javax.sql.DataSource", null, null);
        assertThatThrownBy(this::start)
                .hasMessage("web.xml:3: resource-ref 'jdbc/shop': there is no data source of this name; " + REMEDY);
        references.clear();
        Environment environment = start();
        assertThatThrownBy(() -> environment.examine(List.of(NeedsDataSource.class)))
                .hasMessage("@Resource in " + NeedsDataSource.class.getName()
                        + ": resource-ref 'jdbc/shop': there is no data source of this name; " + REMEDY);
    }

    private static final class NeedsMail {
        @Resource(name = "mail")
        Runnable mail;
    }

    private static final class Wrong {
        @Resource(name = "greeting")
        int number;
    }

    @Test
    void whatCannotBeInjectedIsToldWithItsMember() throws Exception {
        declare(Kind.ENV_ENTRY, "greeting", "java.lang.String", "hello", null);
        start();
        assertThatThrownBy(() -> Instances.create(NeedsMail.class))
                .hasMessage("nothing can be injected into " + NeedsMail.class.getName() + ".mail")
                .hasRootCauseInstanceOf(NameNotFoundException.class);
        assertThatThrownBy(() -> Instances.create(Wrong.class)).hasMessage("java.lang.String found where int belongs");
    }

    @Test
    void anotherNameMustLeadSomewhere() {
        declare(Kind.RESOURCE_REF, "a", "javax.sql.DataSource", null, "java:app/b");
        assertThatThrownBy(this::start)
                .hasMessage("web.xml:3: resource-ref 'a': it is another name for java:app/b, which is not bound");
    }

    @Test
    void whatTheOperatorBoundWins() throws Exception {
        names.bind("max", () -> "the operator's");
        declare(Kind.ENV_ENTRY, "max", "java.lang.Integer", "7", null);
        start();
        assertThat(new InitialContext().lookup("java:comp/env/max")).isEqualTo("the operator's");
    }
}
