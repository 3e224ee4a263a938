package io.jcorn.servlet.descriptor;

import static io.jcorn.servlet.descriptor.Documents.fragment;
import static io.jcorn.servlet.descriptor.Documents.webXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
    private static WebApp merge(String webXml, String... fragments) throws DescriptorException {
        List<Descriptor> others = new java.util.ArrayList<>();
        for (int i = 0; i < fragments.length; i++) others.add(fragment("f" + (i + 1), fragments[i]));
        return Effective.of(Merge.of(webXml(webXml), others));
    }

    private static String servlet(String body) {
        return "<servlet><servlet-name>s</servlet-name>" + body + "</servlet>";
    }

    private static String servletMapping(String pattern) {
        return "<servlet-mapping><servlet-name>s</servlet-name><url-pattern>" + pattern
                + "</url-pattern></servlet-mapping>";
    }

    private static String param(String element, String name, String value) {
        return "<" + element + "><param-name>" + name + "</param-name><param-value>" + value + "</param-value></"
                + element + ">";
    }

    @Test
    void fragmentsCompleteAServletOfWebXml() throws Exception {
        WebApp app = merge(
                servlet("<servlet-class>A</servlet-class>" + param("init-param", "x", "main")),
                servlet("<servlet-class>B</servlet-class><load-on-startup>1</load-on-startup>"
                        + param("init-param", "x", "fragment") + param("init-param", "y", "fragment")),
                servlet("<async-supported>true</async-supported>" + param("init-param", "z", "second")));
        assertThat(app.servlets())
                .containsExactly(new ServletDef(
                        "s",
                        "A",
                        null,
                        Map.of("x", "main", "y", "fragment", "z", "second"),
                        1,
                        true,
                        true,
                        null,
                        null,
                        Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <servlet><servlet-name>s</servlet-name><load-on-startup>1</load-on-startup></servlet> | <servlet><servlet-name>s</servlet-name><load-on-startup>2</load-on-startup></servlet> | f2:1: the load-on-startup of servlet 's' differs from that in f1:1; let web.xml decide by declaring it, too
                    <servlet><servlet-name>s</servlet-name><init-param><param-name>p</param-name><param-value>1</param-value></init-param></servlet> | <servlet><servlet-name>s</servlet-name><init-param><param-name>p</param-name><param-value>2</param-value></init-param></servlet> | the init-param 'p' of servlet 's' differs
                    <mime-mapping><extension>a</extension><mime-type>b/c</mime-type></mime-mapping> | <mime-mapping><extension>a</extension><mime-type>b/d</mime-type></mime-mapping> | mime-mapping 'a' differs from that in f1:1
                    <context-param><param-name>a</param-name><param-value>1</param-value></context-param> | <context-param><param-name>a</param-name><param-value>2</param-value></context-param> | context-param 'a' differs
                    <error-page><error-code>404</error-code><location>/a</location></error-page> | <error-page><error-code>404</error-code><location>/b</location></error-page> | error-page '404' differs
                    <session-config><session-timeout>1</session-timeout></session-config> | <session-config><session-timeout>2</session-timeout></session-config> | the session-timeout of session-config differs
                    <filter><filter-name>f</filter-name><filter-class>A</filter-class></filter> | <filter><filter-name>f</filter-name><filter-class>B</filter-class></filter> | the filter-class of filter 'f' differs
                    <request-character-encoding>a</request-character-encoding> | <request-character-encoding>b</request-character-encoding> | request-character-encoding differs
                    """)
    void fragmentsMustAgreeWhereWebXmlDoesNotDecide(String one, String two, String message) throws Exception {
        assertThatThrownBy(() -> merge("", one, two))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(message);
        assertThat(merge(one, one, two)).isEqualTo(merge(one));
        assertThat(merge("", two, two)).isEqualTo(merge(two));
    }

    @Test
    void mappingsOfWebXmlReplaceThoseOfFragments() throws Exception {
        String webXml = servlet("<servlet-class>A</servlet-class>") + servletMapping("/main");
        assertThat(merge(webXml, servletMapping("/one")).servletMappings())
                .containsExactly(new ServletMapping("s", "/main"));
    }

    @Test
    void mappingsOfFragmentsAddUp() throws Exception {
        WebApp app = merge(
                servlet("<servlet-class>A</servlet-class>"),
                servletMapping("/one"),
                servletMapping("/two") + servletMapping("/one"));
        assertThat(app.servletMappings())
                .containsExactly(new ServletMapping("s", "/one"), new ServletMapping("s", "/two"));
    }

    @Test
    void filterMappingsOfWebXmlReplaceThoseOfFragments() throws Exception {
        String filter = "<filter><filter-name>f</filter-name></filter>";
        String mapping = "<filter-mapping><filter-name>f</filter-name><url-pattern>/%s</url-pattern></filter-mapping>";
        assertThat(merge(filter + mapping.formatted("main"), mapping.formatted("one"))
                        .filterMappings())
                .extracting(FilterMapping::urlPatterns)
                .containsExactly(List.of("/main"));
        assertThat(merge(filter, mapping.formatted("one"), mapping.formatted("two"))
                        .filterMappings())
                .extracting(FilterMapping::urlPatterns)
                .containsExactly(List.of("/one"), List.of("/two"));
    }

    @Test
    void aMappingMayNameAServletOfAFragment() throws Exception {
        assertThat(merge(servletMapping("/a"), servlet("<servlet-class>A</servlet-class>"))
                        .servletMappings())
                .containsExactly(new ServletMapping("s", "/a"));
    }

    @Test
    void listsAddUpInOrderWithoutRepetition() throws Exception {
        String listener = "<listener><listener-class>%s</listener-class></listener>";
        String welcome = "<welcome-file-list><welcome-file>%s</welcome-file></welcome-file-list>";
        WebApp app = merge(
                listener.formatted("A") + welcome.formatted("index.html"),
                listener.formatted("B") + listener.formatted("A"),
                listener.formatted("C") + welcome.formatted("home.html"));
        assertThat(app.listeners()).containsExactly("A", "B", "C");
        assertThat(app.welcomeFiles()).containsExactly("index.html", "home.html");
    }

    @Test
    void isDistributableOnlyIfAllAre() throws Exception {
        assertThat(merge("<distributable/>", "<distributable/>").distributable())
                .isTrue();
        assertThat(merge("<distributable/>", "").distributable()).isFalse();
        assertThat(merge("", "<distributable/>").distributable()).isFalse();
        assertThat(Merge.of(webXml("<distributable/>"), List.of(Descriptor.absentFragment("a.jar")))
                        .distributable())
                .isTrue();
        assertThat(Descriptor.absentWebXml().distributable()).isFalse();
    }

    @Test
    void partsOfTheSessionConfigComeFromWhoHasThem() throws Exception {
        SessionConfig session = merge(
                        "<session-config><session-timeout>5</session-timeout></session-config>",
                        "<session-config><session-timeout>6</session-timeout><cookie-config><name>N</name></cookie-config>"
                                + "</session-config>",
                        "<session-config><tracking-mode>URL</tracking-mode></session-config>")
                .session();
        assertThat(session.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(session.cookie().name()).isEqualTo("N");
        assertThat(session.trackingModes()).hasSize(1);
    }

    @Test
    void displayNamesOfFragmentsAreNobodys() throws Exception {
        assertThat(merge("", "<display-name>x</display-name>").displayName()).isNull();
    }
}
