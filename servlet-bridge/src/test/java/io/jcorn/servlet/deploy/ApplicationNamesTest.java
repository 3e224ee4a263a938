package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.DataSourceDef;
import io.jcorn.servlet.dispatch.Instances;
import java.nio.file.Path;
import java.util.Map;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §15.2.2, §15.5. */
@SuppressWarnings("BanJNDI") // what is tested
class ApplicationNamesTest {
    private static final Compiled CLASSES = Compiled.of("""
                    package a; import jakarta.annotation.*; import jakarta.annotation.sql.*; import jakarta.servlet.http.*;
                    @DataSourceDefinition(name = "java:app/db", className = "org.h2.jdbcx.JdbcDataSource", url = "jdbc:h2:mem:x",
                        user = "sa", portNumber = 5, isolationLevel = 8, maxPoolSize = 3, properties = "a = b")
                    public class Shop extends HttpServlet {
                        @Resource(name = "greeting") private String greeting;
                        @Override public String getServletInfo() { return greeting; }
                    }
                    """, """
                    package a; import jakarta.annotation.*; import jakarta.servlet.http.*;
                    public class Orders extends HttpServlet {
                        @Resource(name = "jdbc/orders") private javax.sql.DataSource orders;
                    }
                    """);

    @TempDir
    Path folder;

    private Tree war(String... classes) {
        StringBuilder servlets = new StringBuilder(
                "<env-entry><env-entry-name>greeting</env-entry-name><env-entry-value>hello</env-entry-value></env-entry>");
        Tree war = new Tree();
        for (String name : classes) {
            servlets.append("<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + name
                    + "</servlet-class></servlet>");
            war.classes(Tree.CLASSES, CLASSES, name);
        }
        return war.webXml(servlets.toString());
    }

    @Test
    void jndiFindsTheNamesByTheApplicationsClassLoader() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Deployment deployment = Deploying.deploy(war("a.Shop").zip(folder.resolve("shop.war")), folder)) {
            Thread.currentThread().setContextClassLoader(deployment.loader());
            InitialContext jndi = new InitialContext();
            assertThat(jndi.lookup("java:comp/env/greeting")).isEqualTo("hello");
            assertThat(jndi.lookup("java:app/AppName")).isEqualTo("shop");
            assertThatThrownBy(() -> jndi.lookup("java:app/db"))
                    .hasMessageStartingWith(
                            "@DataSourceDefinition on a.Shop: data source 'java:app/db': jcorn was installed");
            Object servlet = Instances.create(deployment.loader().loadClass("a.Shop"));
            assertThat(servlet).extracting("servletInfo").isEqualTo("hello");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void readsDataSourceDefinitions() throws Exception {
        try (Deployment deployment = Deploying.deploy(war("a.Shop").zip(folder.resolve("shop.war")), folder)) {
            assertThat(deployment
                            .webApp()
                            .environment()
                            .dataSources()
                            .get("java:app/db")
                            .value())
                    .isEqualTo(new DataSourceDef(
                            "java:app/db",
                            "org.h2.jdbcx.JdbcDataSource",
                            Map.of("url", "jdbc:h2:mem:x", "user", "sa", "portNumber", "5", "a", "b"),
                            null,
                            3,
                            null,
                            "8"));
        }
    }

    @Test
    void aServletThatIsNotYetMadeIsLookedAtAsWell() {
        assertThatThrownBy(() -> Deploying.deploy(war("a.Orders").zip(folder.resolve("shop.war")), folder))
                .hasMessage(
                        "shop.war: @Resource in a.Orders: resource-ref 'jdbc/orders': there is no data source of this"
                                + " name; set url in the table [datasource.orders] of jcorn.toml");
    }
}
