package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same requests to the same applications, here and in Tomcat: what differs is told or is meant. */
class LikeTomcatIT {
    private static final Path[] WARS = {
        Built.DEMO,
        Built.PROBE,
        Built.JSP,
        Built.WEBSOCKET,
        Built.SPRING_MVC,
        Built.SPRING_BOOT,
        Built.SPRING_BOOT_4,
        Built.JERSEY,
        Built.FACES,
        Built.STRUTS,
        Built.WICKET,
        Built.CONSOLES
    };

    /** With the quick compiler: two servers and a dozen applications start side by side. */
    private static final List<String> STARTS_SOONER = List.of("--jvm-opt", "-XX:TieredStopAtLevel=1");

    private static final Set<Difference> SEEN = EnumSet.noneOf(Difference.class);

    @TempDir
    static Path folder;

    private static TomcatProcess tomcat;
    private static JcornProcess jcorn;
    private static InetSocketAddress theirs;

    @BeforeAll
    static void start() {
        tomcat = TomcatProcess.launch(folder.resolve("tomcat"), WARS);
        jcorn = JcornProcess.servingAll(folder.resolve("webapps"), STARTS_SOONER, WARS);
        theirs = tomcat.address();
    }

    @AfterAll
    static void stop() {
        jcorn.close();
        tomcat.close();
    }

    private static void compare(Consumer<Visitor> conversation) {
        try (Witness atTomcat = new Witness(theirs);
                Witness here = new Witness(jcorn.address())) {
            conversation.accept(new Visitor(atTomcat));
            conversation.accept(new Visitor(here));
            assertThat(unexpected(Comparison.differences(atTomcat.heard(), here.heard())))
                    .isEmpty();
        }
    }

    private static List<String> unexpected(List<String> differences) {
        return differences.stream()
                .filter(words -> {
                    Optional<Difference> expected = Difference.of(words);
                    expected.ifPresent(SEEN::add);
                    return expected.isEmpty();
                })
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> exchanges() {
        return Stream.concat(
                Exchanges.sessions()
                        .map(session -> DynamicTest.dynamicTest(
                                session.get(0),
                                () -> compare(visitor ->
                                        session.stream().map(Exchange::parse).forEach(visitor::send)))),
                Stream.of(DynamicTest.dynamicTest(
                        "what is meant to differ does",
                        () -> assertThat(SEEN).containsExactlyInAnyOrder(Difference.values()))));
    }

    @Test
    void aWebSocketSaysTheSame() {
        List<String> said = List.of(
                RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, "hello"),
                RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, "name"),
                RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.BINARY, "\0\1"),
                RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.PING, "ping"),
                RawWebSocket.frame(RawWebSocket.TEXT, "in ")
                        + RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.CONTINUATION, "parts"),
                RawWebSocket.close(1000, "bye"));

        assertThat(heard(jcorn.address(), said)).isEqualTo(heard(theirs, said));
        List<String> wrong = List.of(RawWebSocket.unmaskedFrame(RawWebSocket.FIN | RawWebSocket.TEXT, "bare"));
        assertThat(heard(jcorn.address(), wrong)).isEqualTo(heard(theirs, wrong));
    }

    private static List<String> heard(InetSocketAddress server, List<String> said) {
        try (RawWebSocket socket = RawWebSocket.connect(server, "/websocket/echo/oak")) {
            return said.stream()
                    .map(frame -> {
                        socket.send(frame);
                        return socket.next();
                    })
                    .toList();
        }
    }

    @Test
    void aUserLogsInByTheFormOfSpringSecurityAndOut() {
        compare(visitor -> {
            HttpAnswer form = visitor.follow(visitor.get("/spring-boot/staff/notes"));
            String login = "username=alice&password=%s&_csrf=" + Token.CSRF.in(form);
            HttpAnswer refused = visitor.follow(visitor.postForm("/spring-boot/login", login.formatted("wrong")));
            login = "username=alice&password=%s&_csrf=" + Token.CSRF.in(refused);
            HttpAnswer notes = visitor.follow(visitor.postForm("/spring-boot/login", login.formatted("wonder")));
            notes = visitor.follow(
                    visitor.postForm("/spring-boot/staff/notes", "text=one&_csrf=" + Token.CSRF.in(notes)));
            visitor.postForm("/spring-boot/staff/notes", "text=forged&_csrf=x");
            visitor.postForm("/spring-boot/logout", "_csrf=" + Token.CSRF.in(notes));
            visitor.get("/spring-boot/staff/notes");
        });
    }

    @Test
    void aFacesPageTakesItsForm() {
        compare(visitor -> {
            HttpAnswer page = visitor.get("/faces/basket.xhtml");
            for (String item : new String[] {"leaf", "%C3%A4", ""}) {
                page = visitor.postForm(
                        "/faces/basket.xhtml",
                        "form=form&form%3Aitem=" + item + "&form%3Aadd=Add&jakarta.faces.ViewState="
                                + Token.VIEW_STATE.encodedIn(page));
            }
            visitor.get("/faces/basket.txt");
        });
    }

    @Test
    void aWicketPageTakesClicksAndItsForm() {
        compare(visitor -> {
            HttpAnswer page = visitor.follow(visitor.get("/wicket/"));
            page = visitor.follow(visitor.get("/wicket/" + Token.CLICK.in(page)));
            for (String item : new String[] {"leaf", "%C3%A4", ""}) {
                page = visitor.follow(visitor.postForm("/wicket/" + Token.FORM.in(page), "item=" + item));
            }
        });
    }

    @Test
    void theH2ConsoleAsksForALogin() {
        compare(visitor -> visitor.get("/consoles/h2/" + Token.H2_LOGIN.in(visitor.get("/consoles/h2/"))));
    }
}
