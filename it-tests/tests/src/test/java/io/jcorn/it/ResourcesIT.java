package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder with the same application twice, each with a database of its own, and another one. */
class ResourcesIT {
    @TempDir
    static Path folder;

    private static Path webapps;
    private static JcornProcess jcorn;

    @BeforeAll
    static void start() throws IOException {
        webapps = Files.createDirectory(folder.resolve("webapps"));
        Files.copy(Built.RESOURCES, webapps.resolve("shop.war"));
        Files.copy(Built.RESOURCES, webapps.resolve("old#shop##1.2.war"));
        Files.copy(Built.DEMO, webapps.resolve("ROOT.war"));
        Files.writeString(folder.resolve("password"), "secret\n");
        Path toml = Files.writeString(folder.resolve("jcorn.toml"), """
                [datasource.shop]
                url = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"
                user = "sa"
                password-file = "%s"
                apps = ["/shop"]

                [datasource.old]
                url = "jdbc:h2:mem:old;DB_CLOSE_DELAY=-1"
                name = "jdbc/shop"
                maximum = 3
                apps = ["/old/shop"]
                """.formatted(folder.resolve("password")));
        jcorn = JcornProcess.serving(webapps, "-c", toml.toString());
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static void put(String target) {
        try (RawClient client = jcorn.connect()) {
            assertThat(client.exchange("PUT " + target + " HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void eachApplicationHasItsOwnDataSource() {
        put("/shop/items?name=acorn");
        put("/old/shop/items?name=oak");

        assertThat(jcorn.get("/shop/items").body()).isEqualTo("acorn\n");
        assertThat(jcorn.get("/old/shop/items").body()).isEqualTo("oak\n");
    }

    @Test
    void anApplicationMayDefineADataSource() {
        put("/shop/items?in=own&name=leaf");

        assertThat(jcorn.get("/shop/items?in=own").body()).isEqualTo("leaf\n");
        assertThat(jcorn.get("/old/shop/items?in=own").body()).isEmpty();
    }

    @Test
    void aPoolIsClosedWithItsApplication() {
        jcorn.get("/old/shop/items");
        jcorn.signal("HUP");

        jcorn.awaitLog("old at /old/shop - Shutdown completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "async", "pool"})
    void namesAreFoundInEveryThread(String thread) {
        String names = "/shop/names?in=" + thread + "&name=java:";

        assertThat(jcorn.get(names + "comp/env/greeting").body()).isEqualTo("hello");
        assertThat(jcorn.get(names + "app/AppName").body()).isEqualTo("shop");
        assertThat(jcorn.get(names + "comp/env/jdbc/shp").body()).isEqualTo("java:comp/env/jdbc/shp is not bound");
    }

    @Test
    void webXmlInjectsIntoAFilter() {
        assertThat(jcorn.get("/shop/items?name=" + "x".repeat(11)).status()).isEqualTo(400);
    }

    @Test
    void theOtherApplicationIsServedBesides() {
        assertThat(jcorn.get("/").body()).contains("jcorn");
        assertThat(jcorn.get("/old/").status()).isEqualTo(404);
    }

    @Test
    void aDataSourceThatNobodyConfiguredIsToldByApplicationAndSetting() {
        List<String> arguments = List.of(
                "--bind",
                "127.0.0.1:0",
                "--datasource",
                "a.url=jdbc:h2:mem:a",
                "--datasource",
                "a.name=jdbc/shop",
                "--datasource",
                "a.apps=/old/shop",
                webapps.toString());
        try (JcornProcess refused = JcornProcess.launch(Map.of(), arguments)) {
            assertThat(refused.awaitExit()).isEqualTo(3);
            assertThat(refused.log())
                    .contains("shop.war: WEB-INF/web.xml:24: resource-ref 'jdbc/shop': there is no data source of this"
                            + " name; [datasource.a] of jcorn.toml is not for this application; add \"/shop\" to its"
                            + " apps");
        }
    }

    @Test
    void theSettingsAreShownWithoutThePassword() {
        List<String> arguments =
                List.of("--datasource", "a.url=jdbc:h2:mem:a", "--datasource", "a.password=squirrel", "--print-config");
        try (JcornProcess printing = JcornProcess.launch(Map.of(), arguments)) {
            assertThat(printing.awaitExit()).isZero();
            assertThat(printing.log())
                    .contains("datasource = [\"a.url=jdbc:h2:mem:a\"]")
                    .doesNotContain("squirrel");
        }
    }
}
