package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.MappingMatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet 6.1 §12.1 and §12.2. */
class PathMapperTest {
    private static final PathMapper MAPPER =
            mapper("", "/", "/catalog", "/foo/bar/*", "/baz/*", "/baz/deep/*", "*.bop", "*.tar.gz", "/exact.bop");

    private static PathMapper mapper(String... patterns) {
        FilterTable none = new FilterTable(List.of());
        return new PathMapper(Stream.of(patterns)
                .map(p -> new Route(new ServletHolder("of " + p, null), UrlPattern.parse(p), none))
                .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            emptyValue = "",
            value = {
                // path | pattern | match | servlet path | path info | match value
                "/                   | ''         | CONTEXT_ROOT | ''                   | /           | ''",
                "/catalog            | /catalog   | EXACT        | /catalog             | null        | catalog",
                "/catalog/           | /          | DEFAULT      | /catalog/            | null        | ''",
                "/catalog/index.html | /          | DEFAULT      | /catalog/index.html  | null        | ''",
                "/catalog/race.bop   | *.bop      | EXTENSION    | /catalog/race.bop    | null        | catalog/race",
                "/index.bop          | *.bop      | EXTENSION    | /index.bop           | null        | index",
                "/exact.bop          | /exact.bop | EXACT        | /exact.bop           | null        | exact.bop",
                "/foo/bar/index.html | /foo/bar/* | PATH         | /foo/bar             | /index.html | index.html",
                "/foo/bar/index.bop  | /foo/bar/* | PATH         | /foo/bar             | /index.bop  | index.bop",
                "/foo/bars           | /          | DEFAULT      | /foo/bars            | null        | ''",
                "/baz                | /baz/*     | PATH         | /baz                 | null        | ''",
                "/baz/               | /baz/*     | PATH         | /baz                 | /           | ''",
                "/baz/deep/x         | /baz/deep/*| PATH         | /baz/deep            | /x          | x",
                "/baz/deeper         | /baz/*     | PATH         | /baz                 | /deeper     | deeper",
                "/a.bop/b            | /          | DEFAULT      | /a.bop/b             | null        | ''",
                "/Catalog            | /          | DEFAULT      | /Catalog             | null        | ''",
            })
    void choosesByTheRulesInTheirOrder(
            String path, String pattern, MappingMatch kind, String servletPath, String pathInfo, String value) {
        PathMatch match = MAPPER.map(path);
        assertThat(match.getPattern()).isEqualTo(pattern);
        assertThat(match.getServletName()).isEqualTo("of " + pattern);
        assertThat(match.getMappingMatch()).isEqualTo(kind);
        assertThat(match.servletPath()).isEqualTo(servletPath);
        assertThat(match.pathInfo()).isEqualTo(pathInfo);
        assertThat(match.getMatchValue()).isEqualTo(value);
    }

    /** What decides whether a welcome file that isn't there may stand for its folder (§10.10). */
    @Test
    void aServletOfFilesAnswersNothingThatIsNoFile() {
        FilterTable none = new FilterTable(List.of());
        ServletHolder pages = new ServletHolder("pages", null);
        pages.serveFilesOnly();
        PathMapper mapper = new PathMapper(List.of(
                new Route(new ServletHolder("default", null), UrlPattern.parse("/"), none),
                new Route(new ServletHolder("other", null), UrlPattern.parse("*.do"), none),
                new Route(pages, UrlPattern.parse("*.jsp"), none)));
        assertThat(mapper.isMapped(mapper.map("/index.html"))).isFalse();
        assertThat(mapper.isMapped(mapper.map("/index.do"))).isTrue();
        assertThat(mapper.isMapped(mapper.map("/index.jsp"))).isFalse();
    }

    @Test
    void aSlashStarTakesEverythingThatIsNotExact() {
        PathMapper mapper = mapper("/", "/*", "/one", "*.x");
        assertThat(mapper.map("/a.x").getPattern()).isEqualTo("/*");
        assertThat(mapper.map("/a.x").servletPath()).isEmpty();
        assertThat(mapper.map("/a.x").pathInfo()).isEqualTo("/a.x");
        assertThat(mapper.map("/one").getPattern()).isEqualTo("/one");
    }

    @Test
    void aMatchOfAnExactPatternIsMadeOnce() {
        assertThat(MAPPER.map("/catalog")).isSameAs(MAPPER.map("/catalog"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "foo/*", "x*.bop", "*.a/b", "/a\nb"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> UrlPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }
}
