package io.jcorn.servlet.security;

import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.descriptor.SecurityDef;
import io.jcorn.servlet.realm.Realm;
import io.jcorn.servlet.realm.RealmProvider;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Applications with users for the tests of this package. */
final class Secured {
    /** Passwords in plain text: nothing of these tests is about hashes, which take their time. */
    private static final String USERS = """
            alice:{plain}wonder:admin,staff
            bob:{plain}builder:staff
            zo\u00eb:{plain}gr\u00fcn:staff
            """;

    static final Set<String> STAFF = Set.of("staff");

    private Secured() {}

    /** An application with {@code /open}, {@code /staff/*} for staff, {@code /admin/*} for admins, {@code /any} for users, {@code /never/*} for nobody. */
    static TestApp app(Path root, LoginConfig login) throws IOException {
        return app(root, login, Map.of());
    }

    static TestApp app(Path root, LoginConfig login, Map<String, String> settings) throws IOException {
        SecurityDef security = new SecurityDef(
                List.of(
                        constraint("/staff/*", STAFF, false),
                        constraint("/admin/*", Set.of("admin"), false),
                        constraint("/any", Set.of("**"), false),
                        constraint("/never/*", Set.of(), false),
                        constraint("/safe/*", STAFF, true)),
                login == null ? null : new Declared<>(login, new Place("web.xml", 1)),
                Set.of("admin", "staff"),
                false);
        return new TestApp("/shop", root)
                .security(security)
                .users(realm(root), settings)
                .servlet("echo", "/", Secured::echo);
    }

    static SecurityConstraint constraint(String pattern, Set<String> roles, boolean confidential) {
        return new SecurityConstraint(List.of(pattern), Set.of(), Set.of(), roles, confidential);
    }

    static Realm realm(Path root) throws IOException {
        Path file = root.resolve("users");
        Files.writeString(file, USERS);
        for (RealmProvider provider : ServiceLoader.load(RealmProvider.class))
            if (provider.type().equals("file")) return provider.open(Map.of("file", file.toString()));
        throw new AssertionError("no realm of type file");
    }

    /** Tells who asked for what. */
    static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .write(request.getMethod() + " " + request.getServletPath() + " by " + request.getRemoteUser() + " "
                        + request.getAuthType() + " admin=" + request.isUserInRole("admin") + " p="
                        + request.getParameter("p"));
    }
}
