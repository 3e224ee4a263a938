package io.jcorn.servlet.security;

import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.descriptor.SecurityDef;
import io.jcorn.servlet.dispatch.Guard;
import io.jcorn.servlet.field.UriText;
import io.jcorn.servlet.request.RequestSecurity;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The security of an application that is about to serve, all of it settled.
 *
 * @param guard null if no request has to be looked at
 * @param requests null if the application has nothing to do with security
 */
public record ApplicationSecurity(Guard guard, RequestSecurity requests) {
    private static final System.Logger LOG = System.getLogger("jcorn.security");
    private static final String DEFAULT_REALM = "Authentication required";

    /**
     * Settles it, and logs what its deployer should know (Servlet 6.1 §13.8.4.2).
     *
     * @param application its name for messages
     * @param declared by descriptors
     * @param added constraints of annotations and code
     * @param roles declared by descriptors, annotations and code
     * @throws IllegalArgumentException for a login mechanism that there isn't
     * @throws IOException if the work folder can't be used
     */
    public static ApplicationSecurity of(
            String application,
            String contextPath,
            SecurityDef declared,
            List<SecurityConstraint> added,
            Set<String> roles,
            SecurityDomain domain)
            throws IOException {
        List<SecurityConstraint> constraints = new ArrayList<>(declared.constraints());
        constraints.addAll(added);
        LoginConfig login = declared.login() == null ? null : declared.login().value();
        if (constraints.isEmpty() && login == null) return new ApplicationSecurity(null, null);
        if (!domain.hasUsers() && constraints.stream().anyMatch(ApplicationSecurity::asksForUsers))
            LOG.log(Level.WARNING, "{0} asks for logins, but there are no users: set users or realm", application);
        ConstraintTable table = new ConstraintTable(
                constraints,
                roles,
                declared.denyUncovered(),
                (pattern, methods) -> LOG.log(
                        declared.denyUncovered() ? Level.INFO : Level.WARNING,
                        "{0}: no security constraint covers {1} at {2}; {3}",
                        application,
                        methods,
                        pattern,
                        declared.denyUncovered()
                                ? "they are denied (deny-uncovered-http-methods)"
                                : "they are open to everybody (deny-uncovered-http-methods would deny them)"));
        Mechanism mechanism = mechanism(login, UriText.encodePath(contextPath), domain);
        AccessControl control = new AccessControl(table, mechanism, domain.logins(), domain.securePort(), roles);
        return new ApplicationSecurity(constraints.isEmpty() && !mechanism.intercepts() ? null : control, control);
    }

    private static boolean asksForUsers(SecurityConstraint constraint) {
        return constraint.roles() != null && !constraint.roles().isEmpty();
    }

    private static Mechanism mechanism(LoginConfig login, String contextPath, SecurityDomain domain)
            throws IOException {
        if (login == null || login.method() == null) return new NoMechanism();
        String realm = login.realm() == null ? DEFAULT_REALM : login.realm();
        return switch (login.method()) {
            case "BASIC" -> new BasicMechanism(domain.logins(), realm);
            case "DIGEST" -> new DigestMechanism(domain.logins(), domain.nonces(), realm);
            case "FORM" -> new FormMechanism(domain.logins(), contextPath, login, domain.clock());
            case "CLIENT-CERT", "CLIENT_CERT" -> new ClientCertMechanism(domain.logins());
            case "NONE" -> new NoMechanism();
            default ->
                throw new IllegalArgumentException("the <auth-method> of <login-config> is '" + login.method()
                        + "'; there are BASIC, DIGEST, FORM and CLIENT-CERT");
        };
    }
}
