package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.DescriptorReader;
import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.security.Access.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servlet 6.1 §13.8. */
class ConstraintTableTest {
    /** The specification's example (§13.8.2). */
    private static final String EXAMPLE = """
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>precluded methods</web-resource-name>
                <url-pattern>/*</url-pattern>
                <url-pattern>/acme/wholesale/*</url-pattern>
                <url-pattern>/acme/retail/*</url-pattern>
                <http-method-omission>GET</http-method-omission>
                <http-method-omission>POST</http-method-omission>
              </web-resource-collection>
              <auth-constraint/>
            </security-constraint>
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>wholesale</web-resource-name>
                <url-pattern>/acme/wholesale/*</url-pattern>
                <http-method>GET</http-method>
                <http-method>PUT</http-method>
              </web-resource-collection>
              <auth-constraint><role-name>SALESCLERK</role-name></auth-constraint>
            </security-constraint>
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>wholesale 2</web-resource-name>
                <url-pattern>/acme/wholesale/*</url-pattern>
                <http-method>GET</http-method>
                <http-method>POST</http-method>
              </web-resource-collection>
              <auth-constraint><role-name>CONTRACTOR</role-name></auth-constraint>
              <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
            </security-constraint>
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>retail</web-resource-name>
                <url-pattern>/acme/retail/*</url-pattern>
                <http-method>GET</http-method>
                <http-method>POST</http-method>
              </web-resource-collection>
              <auth-constraint>
                <role-name>CONTRACTOR</role-name><role-name>HOMEOWNER</role-name>
              </auth-constraint>
            </security-constraint>
            """;

    private final List<String> uncovered = new ArrayList<>();

    private ConstraintTable table(String xml, boolean deny, String... roles) throws DescriptorException {
        byte[] document = ("<web-app>" + xml + "</web-app>").getBytes(StandardCharsets.UTF_8);
        List<SecurityConstraint> constraints = DescriptorReader.readWebXml(
                        new ByteArrayInputStream(document), "web.xml")
                .security()
                .constraints();
        return new ConstraintTable(
                constraints, Set.of(roles), deny, (pattern, methods) -> uncovered.add(pattern + ": " + methods));
    }

    /** Such as {@code CONTRACTOR SALESCLERK}, {@code precluded}, {@code any user}, {@code open}, {@code -}; an S for a secure transport. */
    private static String text(Access access) {
        if (access == null) return "-";
        String who = switch (access.kind()) {
            case OPEN -> "open";
            case ANY_USER -> "any user";
            case PRECLUDED -> "precluded";
            case ROLES -> String.join(" ", new TreeSet<>(access.roles()));
        };
        return access.confidential() ? who + " S" : who;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /,                       GET,     -
                    /,                       POST,    -
                    /,                       PUT,     precluded
                    /other,                  DELETE,  precluded
                    /acme,                   HEAD,    precluded
                    /acme/wholesale/x,       GET,     CONTRACTOR SALESCLERK
                    /acme/wholesale,         GET,     CONTRACTOR SALESCLERK
                    /acme/wholesale/x,       POST,    CONTRACTOR S
                    /acme/wholesale/x,       PUT,     precluded
                    /acme/wholesale/x,       BREW,    precluded
                    /acme/retail/x,          GET,     CONTRACTOR HOMEOWNER
                    /acme/retail/x,          POST,    CONTRACTOR HOMEOWNER
                    /acme/retail/x,          DELETE,  precluded
                    """)
    void combinesTheSpecificationsExample(String path, String method, String expected) throws Exception {
        assertThat(text(table(EXAMPLE, false).find(path, method))).isEqualTo(expected);
    }

    @Test
    void tellsWhatTheExampleLeavesUncovered() throws Exception {
        table(EXAMPLE, false);

        assertThat(uncovered).containsExactly("/*: GET, POST");
    }

    private static String constraint(String patternsAndMethods, String auth, String transport) {
        return "<security-constraint><web-resource-collection>" + patternsAndMethods + "</web-resource-collection>"
                + (auth == null ? "" : "<auth-constraint>" + auth + "</auth-constraint>")
                + (transport == null
                        ? ""
                        : "<user-data-constraint><transport-guarantee>" + transport
                                + "</transport-guarantee></user-data-constraint>")
                + "</security-constraint>";
    }

    private static String roles(String names) {
        if (names == null || names.equals("none")) return null;
        StringBuilder roles = new StringBuilder();
        if (!names.equals("empty"))
            for (String name : names.split(" ")) roles.append("<role-name>" + name + "</role-name>");
        return roles.toString();
    }

    /** Two constraints on one pattern and all methods. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    a,     NONE,          b,      NONE,          a b
                    a,     CONFIDENTIAL,  a,      INTEGRAL,      a S
                    a,     CONFIDENTIAL,  b,      ,              a b
                    a,     CONFIDENTIAL,  none,   NONE,          open
                    a,     CONFIDENTIAL,  none,   CONFIDENTIAL,  open S
                    none,  ,              none,   ,              open
                    a,     ,              empty,  ,              precluded
                    none,  ,              empty,  ,              precluded
                    empty, CONFIDENTIAL,  empty,  CONFIDENTIAL,  precluded
                    **,    ,              empty,  ,              precluded
                    *,     ,              a,      ,              a boss clerk
                    **,    ,              a,      ,              any user
                    **,    ,              *,      ,              any user
                    **,    ,              none,   ,              open
                    """)
    void combinesTwo(String one, String oneTransport, String two, String twoTransport, String expected)
            throws Exception {
        String pattern = "<url-pattern>/x</url-pattern>";
        ConstraintTable table = table(
                constraint(pattern, roles(one), oneTransport) + constraint(pattern, roles(two), twoTransport),
                false,
                "boss",
                "clerk");

        assertThat(text(table.find("/x", "GET"))).isEqualTo(expected);
    }

    @Test
    void takesTwoStarsForARoleIfItIsDeclared() throws Exception {
        ConstraintTable table = table(constraint("<url-pattern>/</url-pattern>", roles("**"), null), false, "**", "a");

        assertThat(text(table.find("/x", "GET"))).isEqualTo("**");
    }

    @Test
    void permitsNobodyByAStarThatStandsForNoRole() throws Exception {
        ConstraintTable table = table(constraint("<url-pattern>/</url-pattern>", roles("*"), null), false);

        assertThat(table.find("/x", "GET").kind()).isEqualTo(Kind.ROLES);
        assertThat(table.find("/x", "GET").roles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /a/b,      exact
                    /a/b/,     prefix
                    /a/c.do,   prefix
                    /a,        prefix
                    /ab,       default
                    /c.do,     extension
                    /x/y.do,   extension
                    /x.do/y,   default
                    /,         root
                    /z,        default
                    """)
    void findsTheBestMatch(String path, String expected) throws Exception {
        ConstraintTable table = table(
                constraint("<url-pattern>/a/b</url-pattern>", roles("exact"), null)
                        + constraint("<url-pattern>/a/*</url-pattern>", roles("prefix"), null)
                        + constraint("<url-pattern>*.do</url-pattern>", roles("extension"), null)
                        + constraint("<url-pattern>/</url-pattern>", roles("default"), null)
                        + constraint("<url-pattern></url-pattern>", roles("root"), null),
                false);

        assertThat(text(table.find(path, "GET"))).isEqualTo(expected);
    }

    @Test
    void asksNothingWhereNoPatternMatches() throws Exception {
        ConstraintTable table = table(constraint("<url-pattern>/a/*</url-pattern>", roles("a"), null), true);

        assertThat(table.find("/b", "GET")).isNull();
    }

    /** §13.8.4: a constraint names methods, or leaves some out. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    http-method,          GET,  a,          precluded, all methods except GET
                    http-method-omission, GET,  precluded,  a,         GET
                    """)
    void deniesWhatIsUncoveredIfAskedTo(String element, String method, String get, String post, String report)
            throws Exception {
        String xml = constraint(
                "<url-pattern>/x/*</url-pattern><" + element + ">" + method + "</" + element + ">", roles("a"), null);

        assertThat(text(table(xml, true).find("/x", "GET"))).isEqualTo(get);
        assertThat(text(table(xml, true).find("/x", "POST"))).isEqualTo(post);
        assertThat(text(table(xml, false).find("/x", "GET"))).isEqualTo(get.equals("precluded") ? "-" : get);
        assertThat(uncovered).containsOnly("/x/*: " + report);
    }

    @Test
    void knowsNothingUncoveredWhereConstraintsCompleteEachOther() throws Exception {
        table(
                constraint("<url-pattern>/x</url-pattern><http-method>GET</http-method>", roles("a"), null)
                        + constraint(
                                "<url-pattern>/x</url-pattern><http-method-omission>GET</http-method-omission>",
                                roles("b"),
                                null),
                true);

        assertThat(uncovered).isEmpty();
    }
}
