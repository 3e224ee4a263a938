package io.jcorn.servlet.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.DataSourceDef;
import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.naming.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Context;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("BanJNDI") // what is tested
class DataSourcesTest {
    private static final ClassLoader LOADER = DataSourcesTest.class.getClassLoader();
    private static final Drivers DRIVERS = new Drivers(List.of(LOADER));
    private static final DataSources SOURCES = DataSources.of(
            List.of(
                    "shop.url=jdbc:h2:mem:a=b",
                    "shop.apps=/shop,/",
                    "own.url=jdbc:h2:mem:own",
                    "own.name=java:app/db",
                    "own.apps=/own"),
            null);

    @TempDir
    Path folder;

    private static Context names(String contextPath, DataSourceDef... defined) throws DescriptorException {
        Namespace names = new Namespace("test", new Namespace.Global());
        List<Declared<DataSourceDef>> definitions = new ArrayList<>();
        for (DataSourceDef each : defined) definitions.add(new Declared<>(each, new Place("web.xml", 3)));
        SOURCES.of(contextPath, LOADER).bind(names, definitions);
        return names.context();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, java:comp/env/jdbc/shop, [datasource.shop]: data source 'jdbc/shop': jcorn was installed without",
        "'', java:comp/env/jdbc/shop, [datasource.shop]: data source 'jdbc/shop': jcorn was installed without",
        "/own, java:app/db, [datasource.own]: data source 'java:app/db': jcorn was installed without",
        "/own, java:comp/env/jdbc/shop, java:comp/env/jdbc/shop is not bound",
        "/shop, java:app/db, java:app/db is not bound",
    })
    void anApplicationHasThoseThatAreForIt(String contextPath, String name, String message) throws Exception {
        Context names = names(contextPath);
        assertThatThrownBy(() -> names.lookup(name)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc/orders | set url in the table [datasource.orders] of jcorn.toml
            a.B/orders  | set url in the table [datasource.NAME] of jcorn.toml, and name = "a.B/orders"
            jdbc/shop   | [datasource.shop] of jcorn.toml is not for this application; add "/blog" to its apps
            """)
    void tellsTheOperatorWhatToDo(String name, String remedy) {
        assertThat(SOURCES.of("/blog", LOADER).remedy(name)).isEqualTo(remedy);
    }

    private static Configured configured(String... options) {
        Map<String, String> settings = new HashMap<>();
        for (String option : options) settings.put(option.split("=", 2)[0], option.split("=", 2)[1]);
        return new Configured("shop", settings);
    }

    private static String user(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    @Test
    void connectsWithTheDriverThatKnowsTheUrlOrIsNamed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "word\n");
        String url = "url=jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
        assertThat(user(configured(url, "user=ann", "password-file=" + secret).connections(DRIVERS)))
                .isEqualTo("ANN");
        assertThat(user(configured(url, "user=ann", "password=word", "driver=org.h2.Driver")
                        .connections(DRIVERS)))
                .isEqualTo("ANN");
        assertThat(user(configured(url, "properties.user=ann", "properties.password=word")
                        .connections(DRIVERS)))
                .isEqualTo("ANN");
        DataSource wrong = configured(url, "user=ann", "password=other").connections(DRIVERS);
        assertThatThrownBy(wrong::getConnection).isInstanceOf(SQLException.class);
        assertThat(wrong.getConnection("ann", "word").isValid(1)).isTrue();
    }

    @Test
    void looksForADriverInOneLoaderAfterTheOther() throws Exception {
        Drivers drivers = new Drivers(List.of(ClassLoader.getPlatformClassLoader(), LOADER));
        assertThat(drivers.forUrl("jdbc:h2:mem:")).isInstanceOf(org.h2.Driver.class);
        assertThat(drivers.named("org.h2.Driver")).isInstanceOf(org.h2.Driver.class);
    }

    @Test
    void aMissingDriverIsToldWithoutTheUrlsSecrets() {
        assertThatThrownBy(() -> configured("url=jdbc:acme:db?password=secret").connections(DRIVERS))
                .hasMessage("there is no JDBC driver for jdbc:acme:…; put its jar into WEB-INF/lib, or into"
                        + " lib/datasource of jcorn");
        assertThatThrownBy(() ->
                        configured("url=jdbc:acme:db", "driver=acme.Driver").connections(DRIVERS))
                .hasMessageStartingWith("there is no class acme.Driver; put its jar into WEB-INF/lib");
        assertThatThrownBy(() -> configured("url=jdbc:acme:db", "driver=java.lang.String")
                        .connections(DRIVERS))
                .hasMessage("java.lang.String is no java.sql.Driver");
    }

    private static DataSourceDef definition(String className, Map<String, String> properties) {
        return new DataSourceDef("jdbc/own", className, properties, 2, 4, 60, "TRANSACTION_SERIALIZABLE");
    }

    @Test
    void aDefinitionNamesADataSourceOrADriver() throws Exception {
        Map<String, String> properties = Map.of("url", "jdbc:h2:mem:defined", "user", "bob", "password", "p");
        for (String type : List.of("org.h2.jdbcx.JdbcDataSource", "org.h2.Driver"))
            assertThat(user(ApplicationDataSources.connections(definition(type, properties), DRIVERS)))
                    .isEqualTo("BOB");
        assertThatThrownBy(() -> ApplicationDataSources.connections(
                        definition("org.h2.jdbcx.JdbcDataSource", Map.of("colour", "red")), DRIVERS))
                .hasMessage("org.h2.jdbcx.JdbcDataSource has no property colour");
    }

    @Test
    void theOperatorsDataSourceStandsForADefinedOne() throws Exception {
        DataSourceDef defined = new DataSourceDef("jdbc/shop", "x.Y", Map.of(), null, null, null, null);
        assertThatThrownBy(() -> names("", defined).lookup("java:comp/env/jdbc/shop"))
                .hasMessageStartingWith("[datasource.shop]");
        assertThatThrownBy(() -> names("/blog", defined).lookup("java:comp/env/jdbc/shop"))
                .hasMessageStartingWith("web.xml:3: data source 'jdbc/shop': jcorn was installed without");
    }

    @Test
    void aPoolIsAsTheSettingsOrTheDefinitionHaveIt() {
        PoolOptions options = PoolOptions.of(
                "shop",
                Map.of("maximum", "3", "minimum", "9", "connection-timeout", "0.5", "isolation", "read-committed"));
        assertThat(options.maximum()).isEqualTo(3);
        assertThat(options.minimum()).isEqualTo(3);
        assertThat(options.connectionTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.isolation()).isEqualTo("TRANSACTION_READ_COMMITTED");

        PoolOptions defined = PoolOptions.of("own", definition("x.Y", Map.of()));
        assertThat(defined.minimum()).isEqualTo(2);
        assertThat(defined.maximum()).isEqualTo(4);
        assertThat(defined.idleTimeout()).hasSeconds(60);
        assertThat(defined.isolation()).isEqualTo("TRANSACTION_SERIALIZABLE");
    }
}
