package io.jcorn.servlet.descriptor;

import static io.jcorn.servlet.descriptor.Documents.stream;
import static io.jcorn.servlet.descriptor.Documents.webXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorReaderTest {
    private static WebApp effective(String body) throws DescriptorException {
        return Effective.of(webXml(body));
    }

    @Test
    void readsServletsWithAllTheyHave() throws Exception {
        WebApp app = effective("""
                <servlet>
                  <description>ignored</description>
                  <icon><small-icon>a.gif</small-icon></icon>
                  <servlet-name> shop </servlet-name>
                  <servlet-class>com.acme.Shop</servlet-class>
                  <init-param><param-name>a</param-name><param-value> 1 </param-value></init-param>
                  <init-param><param-name>a</param-name><param-value>second is ignored</param-value></init-param>
                  <init-param><param-name>b</param-name><param-value/></init-param>
                  <load-on-startup>3</load-on-startup>
                  <enabled>false</enabled>
                  <async-supported>true</async-supported>
                  <run-as><role-name>clerk</role-name></run-as>
                  <security-role-ref><role-name>x</role-name><role-link>y</role-link></security-role-ref>
                  <multipart-config>
                    <location>/tmp</location>
                    <max-file-size>10000000000</max-file-size>
                    <file-size-threshold>1024</file-size-threshold>
                  </multipart-config>
                  <security-role-ref><role-name>BOSS</role-name><role-link>manager</role-link></security-role-ref>
                  <security-role-ref><role-name>clerk</role-name></security-role-ref>
                </servlet>
                <servlet><servlet-name>page</servlet-name><jsp-file>/page.jsp</jsp-file><load-on-startup/></servlet>
                <servlet-mapping>
                  <servlet-name>shop</servlet-name><url-pattern>/shop/*</url-pattern><url-pattern/>
                </servlet-mapping>
                """);
        assertThat(app.servlets())
                .containsExactly(
                        new ServletDef(
                                "shop",
                                "com.acme.Shop",
                                null,
                                Map.of("a", "1", "b", ""),
                                3,
                                true,
                                false,
                                new MultipartDef("/tmp", 10_000_000_000L, -1, 1024),
                                "clerk",
                                Map.of("x", "y", "BOSS", "manager", "clerk", "clerk")),
                        new ServletDef("page", null, "/page.jsp", Map.of(), null, false, true, null, null, Map.of()));
        assertThat(app.servletMappings())
                .containsExactly(new ServletMapping("shop", "/shop/*"), new ServletMapping("shop", ""));
    }

    @Test
    void readsFiltersAndTheirMappingsInOrder() throws Exception {
        WebApp app = effective("""
                <filter><filter-name>f</filter-name><filter-class>F</filter-class></filter>
                <filter><filter-name>g</filter-name><filter-class>G</filter-class><async-supported>1</async-supported></filter>
                <filter-mapping><filter-name>g</filter-name><url-pattern>*</url-pattern>
                  <dispatcher>FORWARD</dispatcher><dispatcher>error</dispatcher></filter-mapping>
                <filter-mapping><filter-name>f</filter-name><servlet-name>*</servlet-name>
                  <url-pattern>*.do</url-pattern></filter-mapping>
                """);
        assertThat(app.filters())
                .containsExactly(new FilterDef("f", "F", Map.of(), false), new FilterDef("g", "G", Map.of(), true));
        assertThat(app.filterMappings())
                .containsExactly(
                        new FilterMapping(
                                "g", List.of("/*"), List.of(), Set.of(DispatcherType.FORWARD, DispatcherType.ERROR)),
                        new FilterMapping("f", List.of("*.do"), List.of("*"), Set.of(DispatcherType.REQUEST)));
    }

    @Test
    void readsTheRestOfTheDocument() throws Exception {
        WebApp app = effective("""
                <display-name>Shop</display-name><display-name xml:lang="de">Laden</display-name>
                <default-context-path>/shop</default-context-path>
                <distributable/>
                <context-param><param-name>c</param-name><param-value>d</param-value></context-param>
                <listener><listener-class>L1</listener-class></listener>
                <listener><listener-class>L2</listener-class></listener>
                <listener><listener-class>L1</listener-class></listener>
                <session-config>
                  <session-timeout>20</session-timeout>
                  <cookie-config>
                    <name>SID</name><domain>d</domain><path>/p</path><comment>c</comment><http-only>true</http-only>
                    <secure>false</secure><max-age>60</max-age>
                    <attribute><attribute-name>SameSite</attribute-name><attribute-value>Lax</attribute-value></attribute>
                  </cookie-config>
                  <tracking-mode>COOKIE</tracking-mode><tracking-mode>URL</tracking-mode>
                </session-config>
                <mime-mapping><extension>avif</extension><mime-type>image/avif</mime-type></mime-mapping>
                <welcome-file-list><welcome-file>a.html</welcome-file><welcome-file>b</welcome-file></welcome-file-list>
                <error-page><error-code>404</error-code><location>/404</location></error-page>
                <error-page><exception-type>java.lang.Exception</exception-type><location>/oops</location></error-page>
                <error-page><location>/any</location></error-page>
                <locale-encoding-mapping-list><locale-encoding-mapping>
                  <locale>ja</locale><encoding>Shift_JIS</encoding></locale-encoding-mapping></locale-encoding-mapping-list>
                <request-character-encoding>UTF-8</request-character-encoding>
                <response-character-encoding>UTF-16</response-character-encoding>
                <taglib><taglib-uri>/old</taglib-uri><taglib-location>old.tld</taglib-location></taglib>
                <jsp-config>
                  <taglib><taglib-uri>/shop</taglib-uri><taglib-location>/WEB-INF/shop.tld</taglib-location></taglib>
                  <jsp-property-group>
                    <url-pattern>*.page</url-pattern><url-pattern>/shop/*</url-pattern>
                    <el-ignored>true</el-ignored>
                    <include-prelude>/top.jspf</include-prelude><include-coda>/end.jspf</include-coda>
                  </jsp-property-group>
                </jsp-config>
                """);
        JspConfig jsp = app.jsp();
        assertThat(jsp.taglibs())
                .containsExactly(
                        new JspConfig.Taglib("/old", "old.tld"), new JspConfig.Taglib("/shop", "/WEB-INF/shop.tld"));
        assertThat(jsp.propertyGroups()).singleElement().satisfies(group -> {
            assertThat(group.getUrlPatterns()).containsExactly("*.page", "/shop/*");
            assertThat(group.getElIgnored()).isEqualTo("true");
            assertThat(group.getIncludePreludes()).containsExactly("/top.jspf");
            assertThat(group.getIncludeCodas()).containsExactly("/end.jspf");
            assertThat(group.getScriptingInvalid()).isNull();
        });
        assertThat(app)
                .isEqualTo(new WebApp(
                        "Shop",
                        "/shop",
                        Map.of("c", "d"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("L1", "L2"),
                        List.of("a.html", "b"),
                        List.of(
                                new ErrorPage(404, null, "/404"),
                                new ErrorPage(null, "java.lang.Exception", "/oops"),
                                new ErrorPage(null, null, "/any")),
                        Map.of("avif", "image/avif"),
                        Map.of("ja", "Shift_JIS"),
                        new SessionConfig(
                                Duration.ofMinutes(20),
                                new CookieDef("SID", "d", "/p", "c", true, false, 60, Map.of("SameSite", "Lax")),
                                Set.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL)),
                        "UTF-8",
                        "UTF-16",
                        true,
                        false,
                        "6.1",
                        SecurityDef.NONE,
                        jsp,
                        EnvironmentDef.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"                             | 6.1 | false
                    xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="3.1" metadata-complete="true"     | 3.1 | true
                    xmlns="http://java.sun.com/xml/ns/javaee" version="2.5"                               | 2.5 | false
                    xmlns="http://java.sun.com/xml/ns/j2ee" version="2.4"                                 | 2.4 | false
                    version="3.0"                                                                         | 3.0 | false
                    """)
    void readsEveryNamespace(String attributes, String version, boolean complete) throws Exception {
        Descriptor descriptor = DescriptorReader.readWebXml(
                stream("<?xml version='1.0'?><web-app " + attributes + "><listener><listener-class>L</listener-class>"
                        + "</listener></web-app>"),
                "web.xml");
        assertThat(descriptor.version()).isEqualTo(version);
        assertThat(descriptor.metadataComplete()).isEqualTo(complete);
        assertThat(descriptor.listeners()).containsExactly("L");
    }

    @Test
    void readsNamespacePrefixes() throws Exception {
        Descriptor descriptor = DescriptorReader.readWebXml(
                stream("<e:web-app xmlns:e='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>"
                        + "<e:display-name>x</e:display-name></e:web-app>"),
                "web.xml");
        assertThat(descriptor.displayName()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2", "2.3"})
    void readsDoctypesWithoutFetchingThem(String version) throws Exception {
        String xml = """
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application %s//EN"
                  "http://dtd.invalid/web-app.dtd" [ <!ENTITY name "Shop"> ]>
                <web-app><display-name>&name;</display-name></web-app>
                """.formatted(version);
        Descriptor descriptor = DescriptorReader.readWebXml(stream(xml), "web.xml");
        assertThat(descriptor.version()).isEqualTo(version);
        assertThat(descriptor.displayName()).isEqualTo("Shop");
    }

    @Test
    void patternsOfServlet22MayLackTheirSlash() throws Exception {
        String xml = """
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.2//EN" "x">
                <web-app><servlet><servlet-name>a</servlet-name><servlet-class>A</servlet-class></servlet>
                <servlet-mapping><servlet-name>a</servlet-name><url-pattern>a</url-pattern></servlet-mapping></web-app>
                """;
        Descriptor descriptor = DescriptorReader.readWebXml(stream(xml), "web.xml");
        assertThat(descriptor.servletMappings())
                .extracting(mapping -> mapping.value().urlPattern())
                .containsExactly("/a");
    }

    @Test
    void leavesExternalEntitiesOut() throws Exception {
        String xml = "<!DOCTYPE web-app [ <!ENTITY secret SYSTEM 'file:///etc/passwd'> ]>"
                + "<web-app><display-name>a&secret;b</display-name></web-app>";
        assertThat(DescriptorReader.readWebXml(stream(xml), "web.xml").displayName())
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <servlet><servlet-class>A</servlet-class></servlet>                | web.xml:1: <servlet> needs a <servlet-name>
                    <servlet><servlet-name/></servlet>                                 | web.xml:1: <servlet-name> is empty
                    <servlet><servlet-name>a</servlet-name><load-on-startup>x</load-on-startup></servlet> | <load-on-startup> is 'x', it should be a whole number
                    <servlet><servlet-name>a</servlet-name><async-supported>maybe</async-supported></servlet> | <async-supported> is 'maybe', it should be true or false
                    <servlet><servlet-name>a</servlet-name></servlet><servlet><servlet-name>a</servlet-name></servlet> | a second servlet named 'a' (the first: web.xml:1)
                    <filter><filter-name>a</filter-name></filter><filter><filter-name>a</filter-name></filter> | a second filter named 'a'
                    <servlet-mapping><servlet-name>a</servlet-name></servlet-mapping>  | <servlet-mapping> needs a <url-pattern>
                    <servlet-mapping><servlet-name>a</servlet-name><url-pattern>foo</url-pattern></servlet-mapping> | 'foo' is no URL pattern; right are
                    <servlet-mapping><servlet-name>a</servlet-name><url-pattern>/a/*.jsp</url-pattern></servlet-mapping> | '/a/*.jsp' is no URL pattern
                    <servlet-mapping><servlet-name>a</servlet-name><url-pattern>/a</url-pattern></servlet-mapping> | names the servlet 'a', which is declared nowhere
                    <filter-mapping><filter-name>a</filter-name><url-pattern>/a</url-pattern></filter-mapping> | names the filter 'a', which is declared nowhere
                    <filter-mapping><filter-name>a</filter-name></filter-mapping>      | needs a <url-pattern> or a <servlet-name>
                    <filter-mapping><filter-name>a</filter-name><url-pattern>/a</url-pattern><dispatcher>FORWARDS</dispatcher></filter-mapping> | <dispatcher> is 'FORWARDS', it should be one of [FORWARD, INCLUDE, REQUEST, ASYNC, ERROR]
                    <session-config><session-timeout>soon</session-timeout></session-config> | <session-timeout> is 'soon'
                    <session-config><tracking-mode>HOPE</tracking-mode></session-config> | it should be one of [COOKIE, URL, SSL]
                    <session-config/><session-config/>                                 | a second <session-config> in <web-app>
                    <error-page><error-code>404</error-code><location>404.html</location></error-page> | is '404.html', it should start with /
                    <error-page><error-code>4</error-code><location>/404.html</location></error-page> | <error-code> is '4'
                    <default-context-path>shop</default-context-path>                  | <default-context-path> is 'shop', it should start with / and not end with it
                    <default-context-path>/shop/</default-context-path>                | <default-context-path> is '/shop/'
                    <listener/>                                                        | <listener> needs a <listener-class>
                    <mime-mapping><extension>a</extension>                             | not well-formed XML
                    """)
    void refusesWithTheLineAndWhatWouldBeRight(String body, String message) {
        assertThatThrownBy(() -> effective(body))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("web.xml:1")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void tellsTheLineOfADeeperElement() {
        assertThatThrownBy(() -> webXml("\n<servlet>\n<servlet-name>a</servlet-name>\n<enabled>7</enabled></servlet>"))
                .hasMessageStartingWith("web.xml:4: <enabled> is '7'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <beans/>        | web.xml:1: the root element is <beans>, it should be <web-app>
                    <web-fragment/> | the root element is <web-fragment>, it should be <web-app>
                    hello           | web.xml:1: not well-formed XML
                    <web-app>       | not well-formed XML
                    """)
    void refusesOtherDocuments(String xml, String message) {
        assertThatThrownBy(() -> DescriptorReader.readWebXml(stream(xml), "web.xml"))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesOnePatternOfTwoServlets() {
        assertThatThrownBy(() -> effective("""
                                <servlet><servlet-name>a</servlet-name></servlet>
                                <servlet><servlet-name>b</servlet-name></servlet>
                                <servlet-mapping><servlet-name>a</servlet-name><url-pattern>/x</url-pattern></servlet-mapping>
                                <servlet-mapping><servlet-name>b</servlet-name><url-pattern>/x</url-pattern></servlet-mapping>
                                """))
                .hasMessage(
                        "web.xml:4: the URL pattern '/x' of servlet 'b' is mapped to servlet 'a' already (web.xml:3);"
                                + " remove one");
    }

    @Test
    void mapsTheContainersServletsWithoutADeclaration() throws Exception {
        WebApp app = effective("<servlet-mapping><servlet-name>default</servlet-name>"
                + "<url-pattern>/static/*</url-pattern></servlet-mapping>");
        assertThat(app.servletMappings()).containsExactly(new ServletMapping("default", "/static/*"));
    }
}
