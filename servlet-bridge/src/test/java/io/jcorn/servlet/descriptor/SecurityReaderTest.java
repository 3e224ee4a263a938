package io.jcorn.servlet.descriptor;

import static io.jcorn.servlet.descriptor.Documents.fragment;
import static io.jcorn.servlet.descriptor.Documents.webXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servlet 6.1 §13.8, §14.4.17 to §14.4.20. */
class SecurityReaderTest {
    private static final String FORM = """
            <login-config><auth-method>FORM</auth-method><realm-name>Shop</realm-name><form-login-config>
            <form-login-page>/login</form-login-page><form-error-page>/failed</form-error-page>
            </form-login-config></login-config>""";

    @Test
    void makesAConstraintOfEachCollection() throws Exception {
        SecurityDef security = webXml("""
                <security-constraint>
                  <web-resource-collection><url-pattern>/a%20b/*</url-pattern><url-pattern>*.do</url-pattern>
                    <http-method>GET</http-method><http-method>POST</http-method></web-resource-collection>
                  <web-resource-collection><url-pattern>/c</url-pattern>
                    <http-method-omission>GET</http-method-omission></web-resource-collection>
                  <auth-constraint><role-name>clerk</role-name><role-name>*</role-name></auth-constraint>
                  <user-data-constraint><transport-guarantee>INTEGRAL</transport-guarantee></user-data-constraint>
                </security-constraint>
                """).security();

        assertThat(security.constraints())
                .containsExactly(
                        new SecurityConstraint(
                                List.of("/a b/*", "*.do"), Set.of("GET", "POST"), Set.of(), Set.of("clerk", "*"), true),
                        new SecurityConstraint(List.of("/c"), Set.of(), Set.of("GET"), Set.of("clerk", "*"), true));
    }

    @Test
    void tellsAnEmptyAuthConstraintFromNone() throws Exception {
        String collection = "<web-resource-collection><url-pattern>/</url-pattern></web-resource-collection>";
        SecurityDef security = webXml("<security-constraint>" + collection + "<auth-constraint/></security-constraint>"
                        + "<security-constraint>" + collection + "</security-constraint>")
                .security();

        assertThat(security.constraints())
                .containsExactly(
                        new SecurityConstraint(List.of("/"), Set.of(), Set.of(), Set.of(), false),
                        new SecurityConstraint(List.of("/"), Set.of(), Set.of(), null, false));
    }

    @Test
    void readsLoginRolesAndTheFlag() throws Exception {
        SecurityDef security = webXml(FORM
                        + "<security-role><description>x</description><role-name>clerk</role-name></security-role>"
                        + "<deny-uncovered-http-methods/>")
                .security();

        assertThat(security.login().value()).isEqualTo(new LoginConfig("FORM", "Shop", "/login", "/failed"));
        assertThat(security.roles()).containsExactly("clerk");
        assertThat(security.denyUncovered()).isTrue();
    }

    @Test
    void addsWhatFragmentsAskForAndKeepsTheLoginOfWebXml() throws Exception {
        String constraint = "<security-constraint><web-resource-collection><url-pattern>%s</url-pattern>"
                + "</web-resource-collection></security-constraint>";
        SecurityDef merged = Merge.of(
                        webXml(FORM + constraint.formatted("/a")),
                        List.of(fragment(
                                "f1",
                                constraint.formatted("/b")
                                        + "<login-config><auth-method>BASIC</auth-method></login-config>"
                                        + "<security-role><role-name>clerk</role-name></security-role>")))
                .security();

        assertThat(merged.constraints())
                .flatExtracting(SecurityConstraint::urlPatterns)
                .containsExactly("/a", "/b");
        assertThat(merged.login().value().method()).isEqualTo("FORM");
        assertThat(merged.roles()).containsExactly("clerk");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    <security-constraint><auth-constraint/></security-constraint> | needs a <web-resource-collection>
                    <security-constraint><web-resource-collection/></security-constraint> | needs a <url-pattern>
                    <security-constraint><web-resource-collection><url-pattern>a</url-pattern></web-resource-collection></security-constraint> | 'a' is no URL pattern
                    <security-constraint><web-resource-collection><url-pattern>/%G</url-pattern></web-resource-collection></security-constraint> | malformed percent-encoding
                    <security-constraint><web-resource-collection><url-pattern>/</url-pattern><http-method>GET</http-method><http-method-omission>GET</http-method-omission></web-resource-collection></security-constraint> | use one of them
                    <security-constraint><web-resource-collection><url-pattern>/</url-pattern></web-resource-collection><user-data-constraint><transport-guarantee>SOME</transport-guarantee></user-data-constraint></security-constraint> | NONE, INTEGRAL or CONFIDENTIAL
                    <login-config><auth-method>FORM</auth-method></login-config> | needs a <form-login-config>
                    <login-config><auth-method>FORM</auth-method><form-login-config><form-login-page>login</form-login-page><form-error-page>/e</form-error-page></form-login-config></login-config> | should start with /
                    """)
    void refusesWhatItCannotEnforce(String xml, String message) {
        assertThatThrownBy(() -> webXml(xml))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(message);
    }
}
