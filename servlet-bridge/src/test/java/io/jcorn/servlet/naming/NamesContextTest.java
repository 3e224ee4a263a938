package io.jcorn.servlet.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta EE Platform 11 §5. */
@SuppressWarnings("BanJNDI") // what is tested
class NamesContextTest {
    private final Namespace.Global global = new Namespace.Global();
    private final Namespace names = new Namespace("shop", global);
    private Context context;

    @BeforeEach
    void bind() throws NamingException {
        names.bind("jdbc/shop", () -> "the shop");
        names.bind("max", () -> 7);
        names.bind("java:app/limit", () -> 9);
        names.bind("java:global/shared", () -> "all");
        context = names.context();
    }

    @ParameterizedTest
    @CsvSource({
        "java:comp/env/jdbc/shop, the shop",
        "java:module/env/jdbc/shop, the shop",
        "comp/env/jdbc/shop, the shop",
        "java:comp/env/max, 7",
        "java:app/limit, 9",
        "java:global/shared, all",
        "java:app/AppName, shop",
        "java:module/ModuleName, shop",
    })
    void findsWhatIsBound(String name, String value) throws NamingException {
        assertThat(context.lookup(name)).hasToString(value);
        assertThat(context.lookup(new CompositeName(name))).hasToString(value);
        assertThat(context.lookupLink(name)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "java:comp/env/jdbc/shp, java:comp/env/jdbc/shp is not bound",
        "jdbc/shop, java:jdbc/shop is not bound",
        "java:comp/env/max/more, java:comp/env/max/more is not bound",
    })
    void tellsTheNameThatThereIsNot(String name, String message) {
        assertThatThrownBy(() -> context.lookup(name))
                .isInstanceOf(NameNotFoundException.class)
                .hasMessage(message);
    }

    @Test
    void aFolderIsAContextOfItsOwn() throws NamingException {
        Context environment = (Context) context.lookup("java:comp/env");
        assertThat(environment.getNameInNamespace()).isEqualTo("java:comp/env");
        assertThat(environment.lookup("jdbc/shop")).isEqualTo("the shop");
        assertThat(environment.lookup("java:comp/env/max")).isEqualTo(7);
        assertThat(((Context) environment.lookup("")).lookup("max")).isEqualTo(7);
        assertThatThrownBy(() -> environment.lookup("min")).hasMessage("java:comp/env/min is not bound");
    }

    @Test
    void listsNamesWithTheirClassesAndObjects() throws NamingException {
        List<String> pairs = new ArrayList<>();
        for (NameClassPair pair : Collections.list(context.list("java:comp/env")))
            pairs.add(pair.getName() + " " + pair.getClassName());
        assertThat(pairs).containsExactly("jdbc " + NamesContext.class.getName(), "max " + Integer.class.getName());
        List<Object> objects = new ArrayList<>();
        for (Binding binding : Collections.list(context.listBindings("java:comp/env/jdbc")))
            objects.add(binding.getObject());
        assertThat(objects).containsExactly("the shop");
        assertThatThrownBy(() -> context.list("java:comp/env/max")).isInstanceOf(NotContextException.class);
    }

    @Test
    void nobodyMayChangeIt() {
        List<ThrowingCallable> changes = List.of(
                () -> context.bind("x", 1),
                () -> context.rebind("x", 1),
                () -> context.unbind("x"),
                () -> context.rename("x", "y"),
                () -> context.createSubcontext("x"),
                () -> context.destroySubcontext("x"),
                () -> context.addToEnvironment("x", 1),
                () -> context.removeFromEnvironment("x"));
        for (ThrowingCallable change : changes)
            assertThatThrownBy(change).isInstanceOf(OperationNotSupportedException.class);
    }

    @Test
    void onlyTheGlobalNamesAreSharedWithOtherApplications() throws NamingException {
        Context other = new Namespace("blog", global).context();
        assertThat(other.lookup("java:global/shared")).isEqualTo("all");
        assertThat(other.lookup("java:app/AppName")).isEqualTo("blog");
        assertThatThrownBy(() -> other.lookup("java:app/limit")).isInstanceOf(NameNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max/more", "jdbc"})
    void aNameIsNoFolder(String name) {
        assertThatThrownBy(() -> names.bind(name, () -> 1)).hasMessageStartingWith("java:comp/env/");
    }

    @Test
    void composesNames() throws NamingException {
        assertThat(context.composeName("shop", "jdbc")).isEqualTo("jdbc/shop");
        assertThat(context.getNameParser("").parse("a/b").size()).isEqualTo(2);
    }

    @Test
    void opensOnceAndClosesTheLatestFirst() throws Exception {
        List<String> journal = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            names.bindOpened(name, () -> {
                journal.add("open " + name);
                return (java.io.Closeable) () -> journal.add("close " + name);
            });
        }
        assertThat(names.lookup("a")).isSameAs(names.lookup("a"));
        names.lookup("b");
        names.close();
        names.close();
        assertThat(journal).containsExactly("open a", "open b", "close b", "close a");
    }
}
