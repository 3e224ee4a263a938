package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.descriptor.SecurityDef;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.annotation.security.DeclareRoles;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraints by annotation and by code: Servlet 6.1 §13.4; and what is logged of methods that they leave out: §13.8.4. */
class ServletSecurityTest {
    private static final String ALICE = BasicMechanismTest.basic("alice:wonder");
    private static final String BOB = BasicMechanismTest.basic("bob:builder");

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    @AfterEach
    void printAgain() {
        log.close();
    }

    @DeclareRoles("auditor")
    @ServletSecurity(
            value = @HttpConstraint(EmptyRoleSemantic.DENY),
            httpMethodConstraints = {
                @HttpMethodConstraint(value = "GET", rolesAllowed = "admin"),
                @HttpMethodConstraint("HEAD")
            })
    public static class Annotated extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Secured.echo(request, response);
        }
    }

    /** The annotation is inherited. */
    public static final class Subclass extends Annotated {
        private static final long serialVersionUID = 1;
    }

    private static ServletDef declared(Class<?> type) {
        return new ServletDef("s", type.getName(), null, Map.of(), null, false, true, null, null, Map.of());
    }

    private TestApp app(SecurityConstraint... constraints) throws IOException {
        return app(false, constraints);
    }

    private TestApp app(boolean denyUncovered, SecurityConstraint... constraints) throws IOException {
        LoginConfig login = new LoginConfig("BASIC", null, null, null);
        return Secured.app(root, login)
                .security(new SecurityDef(
                        List.of(constraints),
                        new Declared<>(login, new Place("web.xml", 1)),
                        Set.of("staff", "admin"),
                        denyUncovered));
    }

    private static void assertAnnotated(Client client) throws Exception {
        assertThat(client.get("/shop/s").status()).isEqualTo(401);
        assertThat(client.get("/shop/s", BOB).status()).isEqualTo(403);
        assertThat(client.get("/shop/s", ALICE).status()).isEqualTo(200);
        assertThat(client.send("HEAD", "/shop/s", "").status()).isEqualTo(200);
        assertThat(client.send("POST", "/shop/s", "", ALICE).status()).isEqualTo(403);
        assertThat(client.get("/shop/other").status()).isEqualTo(200);
    }

    @Test
    void obeysTheAnnotationOfADeclaredServletAndOfItsSuperclass() throws Exception {
        for (Class<?> type : List.of(Annotated.class, Subclass.class)) {
            try (TestApp app = app().declare(declared(type))
                    .configure(c -> c.getServletRegistration("s").addMapping("/s"))
                    .start()) {
                assertAnnotated(app.client());
            }
        }
    }

    @Test
    void obeysTheAnnotationOfARegisteredServlet() throws Exception {
        try (TestApp app = app().configure(
                        c -> c.addServlet("s", Annotated.class).addMapping("/s"))
                .start()) {
            assertAnnotated(app.client());
        }
    }

    @Test
    void prefersTheDescriptorForAPatternThatItConstrains() throws Exception {
        try (TestApp app = app(Secured.constraint("/s", Set.of("staff"), false))
                .declare(declared(Annotated.class))
                .configure(c -> c.getServletRegistration("s").addMapping("/s", "/t"))
                .start()) {
            assertThat(app.client().send("POST", "/shop/s", "", BOB).status()).isEqualTo(200);
            assertThat(app.client().send("POST", "/shop/t", "", ALICE).status()).isEqualTo(403);
        }
    }

    @Test
    void prefersCodeToTheAnnotationAndTheDescriptorToCode() throws Exception {
        ServletSecurityElement staff =
                new ServletSecurityElement(new HttpConstraintElement(TransportGuarantee.NONE, "staff"));
        try (TestApp app = app(Secured.constraint("/s", Set.of("admin"), false))
                .configure(c -> {
                    ServletRegistration.Dynamic added = c.addServlet("s", Annotated.class);
                    added.addMapping("/s", "/t");
                    assertThat(added.setServletSecurity(staff)).containsExactly("/s");
                    added.addMapping("/later");
                })
                .start()) {
            Client client = app.client();
            assertThat(client.get("/shop/s", BOB).status()).isEqualTo(403);
            assertThat(client.get("/shop/s", ALICE).status()).isEqualTo(200);
            for (String path : List.of("/shop/t", "/shop/later")) {
                assertThat(client.get(path).status()).isEqualTo(401);
                assertThat(client.send("POST", path, "", BOB).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void doesNotConstrainAfterTheStart() throws Exception {
        ServletRegistration.Dynamic[] kept = new ServletRegistration.Dynamic[1];
        try (TestApp app = app().configure(c -> {
                    kept[0] = c.addServlet("s", Annotated.class);
                    kept[0].addMapping("/s");
                })
                .start()) {
            assertThatThrownBy(() -> kept[0].setServletSecurity(new ServletSecurityElement()))
                    .isInstanceOf(IllegalStateException.class);
            assertAnnotated(app.client());
        }
    }

    /** {@code *} is every role that a descriptor, an annotation or code declares. */
    @Test
    void countsDeclaredRolesToAStar() throws Exception {
        for (String declared : List.of("by nobody", "by code")) {
            TestApp app = Secured.app(root, new LoginConfig("BASIC", null, null, null))
                    .security(new SecurityDef(
                            List.of(Secured.constraint("/s", Set.of("*"), false)),
                            new Declared<>(new LoginConfig("BASIC", null, null, null), new Place("web.xml", 1)),
                            Set.of(),
                            false));
            if (declared.equals("by code")) app.configure(c -> c.declareRoles("staff"));
            try (app) {
                assertThat(app.start().client().get("/shop/s", BOB).status())
                        .as(declared)
                        .isEqualTo(declared.equals("by code") ? 200 : 403);
            }
        }
    }

    @Test
    void logsWhatNoConstraintCovers() throws Exception {
        SecurityConstraint get =
                new SecurityConstraint(List.of("/s/*"), Set.of("GET"), Set.of(), Set.of("staff"), false);
        for (boolean deny : new boolean[] {false, true}) {
            try (TestApp app = app(deny, get).start()) {
                assertThat(app.client().send("POST", "/shop/s", "").status()).isEqualTo(deny ? 403 : 200);
            }
        }
        assertThat(log.records())
                .extracting(r -> MessageFormat.format(r.getMessage(), r.getParameters()))
                .containsSubsequence(
                        "test at /shop: no security constraint covers all methods except GET at /s/*; they are open to"
                                + " everybody (deny-uncovered-http-methods would deny them)",
                        "test at /shop: no security constraint covers all methods except GET at /s/*; they are denied"
                                + " (deny-uncovered-http-methods)");
    }

    @Test
    void protectsAWelcomeFileByItsOwnPathAndByThatOfTheFolder() throws Exception {
        for (String pattern : List.of("/docs/index.html", "/docs/")) {
            try (TestApp app = app(Secured.constraint(pattern, Set.of("staff"), false))
                    .welcome("index.html")
                    .file("/docs/index.html", "secret")
                    .configure(c -> c.addServlet("root", TestApp.servlet((q, r) -> r.sendError(404)))
                            .addMapping("/root"))
                    .configure(c -> c.getServletRegistration("echo"))
                    .start()) {
                assertThat(app.client().get("/shop/docs/").status()).as(pattern).isEqualTo(401);
            }
        }
    }

    @Test
    void refusesAMechanismThatThereIsNot() throws Exception {
        TestApp app = Secured.app(root, new LoginConfig("SPNEGO", null, null, null));

        LogCapture failures = new LogCapture("jcorn.servlet");
        assertThatThrownBy(app::start)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("'SPNEGO'")
                .hasMessageContaining("BASIC, DIGEST, FORM and CLIENT-CERT");
        failures.close();
    }
}
