package io.jcorn.servlet.descriptor;

import static io.jcorn.servlet.descriptor.Documents.fragment;
import static io.jcorn.servlet.descriptor.Documents.webXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.EnvironmentDef.LifecycleCallback;
import io.jcorn.servlet.descriptor.ReferenceDef.InjectionTarget;
import io.jcorn.servlet.descriptor.ReferenceDef.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servlet 6.1 §8.2.3, §14.4. */
class EnvironmentTest {
    private static EnvironmentDef merged(String webXml, String... fragments) throws DescriptorException {
        List<Descriptor> others = new java.util.ArrayList<>();
        for (int i = 0; i < fragments.length; i++) others.add(fragment("f" + (i + 1), fragments[i]));
        return Effective.of(Merge.of(webXml(webXml), others)).environment();
    }

    private static String entry(String value, String... targets) {
        StringBuilder entry = new StringBuilder("<env-entry><env-entry-name>e</env-entry-name>");
        if (value != null) entry.append("<env-entry-value>").append(value).append("</env-entry-value>");
        for (String target : targets)
            entry.append("<injection-target><injection-target-class>C</injection-target-class><injection-target-name>")
                    .append(target)
                    .append("</injection-target-name></injection-target>");
        return entry.append("</env-entry>").toString();
    }

    private static Set<InjectionTarget> targets(String... members) {
        return Set.copyOf(List.of(members).stream()
                .map(each -> new InjectionTarget("C", each))
                .toList());
    }

    @Test
    void readsReferencesAndDataSourcesAndCallbacks() throws Exception {
        EnvironmentDef environment = webXml("""
                <env-entry>
                  <env-entry-name>max</env-entry-name><env-entry-type>java.lang.Integer</env-entry-type>
                  <env-entry-value> 7 </env-entry-value>
                </env-entry>
                <resource-ref>
                  <res-ref-name>jdbc/shop</res-ref-name><res-type>javax.sql.DataSource</res-type>
                  <res-auth>Container</res-auth><lookup-name>java:app/shop</lookup-name>
                </resource-ref>
                <resource-env-ref>
                  <resource-env-ref-name>q</resource-env-ref-name><resource-env-ref-type>Q</resource-env-ref-type>
                </resource-env-ref>
                <data-source>
                  <name>java:app/shop</name><class-name>D</class-name><server-name>db</server-name>
                  <port-number>5</port-number><property><name>p</name><value>v</value></property>
                  <isolation-level>TRANSACTION_SERIALIZABLE</isolation-level><max-pool-size>3</max-pool-size>
                </data-source>
                <post-construct>
                  <lifecycle-callback-class>C</lifecycle-callback-class>
                  <lifecycle-callback-method>begin</lifecycle-callback-method>
                </post-construct>
                <pre-destroy>
                  <lifecycle-callback-class>C</lifecycle-callback-class>
                  <lifecycle-callback-method>end</lifecycle-callback-method>
                </pre-destroy>
                """).environment();

        assertThat(environment.references().values())
                .extracting(Declared::value)
                .containsExactlyInAnyOrder(
                        new ReferenceDef(Kind.ENV_ENTRY, "max", "java.lang.Integer", "7", null, Set.of()),
                        new ReferenceDef(
                                Kind.RESOURCE_REF,
                                "jdbc/shop",
                                "javax.sql.DataSource",
                                null,
                                "java:app/shop",
                                Set.of()),
                        new ReferenceDef(Kind.RESOURCE_ENV_REF, "q", "Q", null, null, Set.of()));
        assertThat(environment.dataSources().get("java:app/shop").value())
                .isEqualTo(new DataSourceDef(
                        "java:app/shop",
                        "D",
                        Map.of("serverName", "db", "portNumber", "5", "p", "v"),
                        null,
                        3,
                        null,
                        "TRANSACTION_SERIALIZABLE"));
        assertThat(environment.callbacks())
                .containsExactly(new LifecycleCallback(true, "C", "begin"), new LifecycleCallback(false, "C", "end"));
    }

    @Test
    void webXmlDecidesAndTheTargetsOfFragmentsAddUpIfItHasNone() throws Exception {
        ReferenceDef merged = merged(entry("main"), entry("1", "a"), entry("2", "b"))
                .references()
                .get("e")
                .value();
        assertThat(merged.value()).isEqualTo("main");
        assertThat(merged.targets()).isEqualTo(targets("a", "b"));
    }

    @Test
    void targetsInWebXmlReplaceThoseOfFragments() throws Exception {
        EnvironmentDef merged = merged(entry("main", "x"), entry("1", "a"));
        assertThat(merged.references().get("e").value().targets()).isEqualTo(targets("x"));
    }

    @Test
    void fragmentsThatAgreeAddUpTheirTargets() throws Exception {
        EnvironmentDef merged = merged("", entry("1", "a"), entry("1", "b"));
        assertThat(merged.references().get("e").value().targets()).isEqualTo(targets("a", "b"));
    }

    @Test
    void fragmentsThatDifferAreRefused() {
        assertThatThrownBy(() -> merged("", entry("1"), entry("2")))
                .hasMessage("f2:1: env-entry 'e' differs from that in f1:1; let web.xml decide by declaring it, too");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <env-entry/>                                                      | <env-entry> needs a <env-entry-name>
            <data-source><name>n</name></data-source>                         | <data-source> needs a <class-name>
            <env-entry><env-entry-name>e</env-entry-name></env-entry><resource-ref><res-ref-name>e</res-ref-name></resource-ref> | <resource-ref> declares 'e' again (the first: web.xml:1); give it a name of its own
            """)
    void refusesWhatIsIncompleteOrThereTwice(String xml, String message) {
        assertThatThrownBy(() -> webXml(xml)).hasMessage("web.xml:1: " + message);
    }
}
