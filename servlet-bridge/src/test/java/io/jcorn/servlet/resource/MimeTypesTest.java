package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeTypesTest {
    private final MimeTypes types = new MimeTypes(Map.of("HTML", "text/x-own", "quux", "text/x-quux"));

    @ParameterizedTest
    @CsvSource({
        "a.css, text/css",
        "a.js, text/javascript",
        "a.mjs, text/javascript",
        "/x/a.png, image/png",
        "a.PNG, image/png",
        "a.svg, image/svg+xml",
        "a.json, application/json",
        "a.wasm, application/wasm",
        "a.woff2, font/woff2",
        "a.tar.gz, application/gzip",
        "a.txt, text/plain",
        "a.html, text/x-own",
        "a.Quux, text/x-quux",
        ".css, text/css",
        "a.unknown,",
        "css,",
        "a.,",
        "a.css/b,",
    })
    void knows(String name, String type) {
        assertThat(types.of(name)).isEqualTo(type);
    }
}
