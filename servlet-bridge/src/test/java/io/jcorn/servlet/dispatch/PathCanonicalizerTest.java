package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.http.HttpException;
import io.jcorn.servlet.testing.TestApp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Servlet 6.1 §3.5.3, and some more. */
class PathCanonicalizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/foo/bar | /foo/bar",
                "/foo/bar;jsessionid=1234 | /foo/bar",
                "/foo/bar/ | /foo/bar/",
                "/foo/bar/;jsessionid=1234 | /foo/bar/",
                "/foo;/bar; | /foo/bar",
                "/foo;/bar;/; | /foo/bar/",
                "/foo/b%25r | /foo/b%r",
                "/foo/./bar | /foo/bar",
                "/foo/././bar | /foo/bar",
                "/./foo/bar | /foo/bar",
                "/foo/bar/. | /foo/bar",
                "/foo/bar/./ | /foo/bar/",
                "/foo/bar/./; | /foo/bar/",
                "/foo/.bar | /foo/.bar",
                "/foo/../bar | /bar",
                "/foo/./../bar | /bar",
                "/foo/bar/.. | /foo",
                "/foo/bar/../ | /foo/",
                "/foo/bar/../; | /foo/",
                "/foo/..bar | /foo/..bar",
                "/foo/pass:[...]/bar | /foo/pass:[...]/bar",
                "/foo//bar | /foo/bar",
                "//foo//bar// | /foo/bar/",
                "/foo//../bar | /bar",
                "/foo%E2%82%ACbar | /foo€bar",
                "/foo%20bar | /foo bar",
                "/ | /",
                "// | /",
                "/. | /",
                "/./ | /",
                "/foo/.. | /",
                "/foo/... | /foo/...",
                "/foo%3Bbar | /foo;bar",
                "/foo%2ebar | /foo.bar",
            })
    void makesOnePathOfAllItsForms(String raw, String path) throws HttpException {
        assertThat(TestApp.STRICT_PATHS.canonicalize(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo/bar",
                "",
                "*",
                "/foo%00/bar/",
                "/foo%7Fbar",
                "/foo%0abar",
                "/foo%C2%85bar",
                "/foo%2Fbar",
                "/foo%2fbar",
                "/foo%2Fb%25r",
                "/foo\\bar",
                "/foo%5Cbar",
                "/foo;%2F/bar",
                "/foo;%5C/bar",
                "/foo;%zz/bar",
                "/foo/%2e/bar",
                "/foo/.;/bar",
                "/foo/%2e;/bar",
                "/foo/.%2Fbar",
                "/foo/.%5Cbar",
                "/foo/bar/.;",
                "/foo/../../bar",
                "/../foo/bar",
                "/foo/%2e%2E/bar",
                "/foo/.%2e/bar",
                "/foo/%2e%2e/%2E%2E/bar",
                "/foo/..;/bar",
                "/foo/%2e%2E;/bar",
                "/foo/..%2Fbar",
                "/foo/..%5Cbar",
                "/foo/bar/..;",
                "/;/foo;/;/bar/;/;",
                "/foo/;/../bar",
                "/foo/;param/bar",
                "/foo%E2%82",
                "/foo%E2%82bar",
                "/foo%C0%AFbar",
                "/foo%-1/bar",
                "/foo%XX/bar",
                "/foo%/bar",
                "/foo/bar%0",
                "/foo%2",
                "/good%20/bad%/%20mix%",
                "/foo/bar#f",
                "/;/",
                "/..",
                "/../",
                "/foo/../..",
            })
    void refusesSuspiciousSequences(String raw) {
        assertThatThrownBy(() -> TestApp.STRICT_PATHS.canonicalize(raw))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.error().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plaintext", "/a/b/c.html", "/a/b/", "/~user/x_y-z,!$&'()*+=:@"})
    void leavesPlainPathsAlone(String raw) throws HttpException {
        assertThat(TestApp.STRICT_PATHS.canonicalize(raw)).isSameAs(raw);
    }

    @Test
    void readsBareOctetsAsUtf8() throws HttpException {
        String raw = new String("/grün".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(TestApp.STRICT_PATHS.canonicalize(raw)).isEqualTo("/grün");
    }

    @Test
    void readsTextAsItStands() throws HttpException {
        assertThat(PathCanonicalizer.canonicalizeText("/grün/../größe")).isEqualTo("/größe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/files/a%2Fb | /files/a%2Fb",
                "/files/a%2fb%2F | /files/a%2Fb%2F",
                "/x/../files/./%2Fetc/./x | /files/%2Fetc/x",
                "/a%2Fb;c=d/e | /a%2Fb/e",
                "/%E2%82%AC%2Fx | /€%2Fx",
                "/a%2F.hidden | /a%2F.hidden",
                "/a%252F | /a%2F",
            })
    void keepsAnEncodedSlashThatIsPermitted(String raw, String path) throws HttpException {
        assertThat(new PathCanonicalizer(true, false).canonicalize(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/DOMAIN%5Cuser | /DOMAIN\\user",
                "/a%5c%5C/b | /a\\\\/b",
            })
    void decodesAnEncodedBackslashThatIsPermitted(String raw, String path) throws HttpException {
        assertThat(new PathCanonicalizer(false, true).canonicalize(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/..%2Fb",
                "/a%2F..",
                "/a%2F../b",
                "/a%2F..%2Fb",
                "/a/.%2Fb",
                "/a%2F.",
                "/a%2F%2e%2e%2Fb",
                "/a/%2E.%5Cb",
                "/a%5C..",
                "/a%5C..;/b",
                "/a%2F..%5Cb",
                "/files/%2Fetc/../x",
                "/open/x%2Fy/../../path/admin",
                "/open/x%5Cy/../z",
                "/a;b=%2F/c",
                "/a;b=%2F..%2Fc",
                "/a;b=%5C/c",
                "/a%2F%00",
                "/a%2F%zz",
                "/a\\b",
                "/a/%2e%2e/b",
            })
    void permitsNoDotSegmentByThem(String raw) {
        assertThatThrownBy(() -> new PathCanonicalizer(true, true).canonicalize(raw))
                .isInstanceOf(HttpException.class);
    }

    @Test
    void saysWhichSettingWouldPermitIt() {
        assertThatThrownBy(() -> TestApp.STRICT_PATHS.canonicalize("/a%2Fb"))
                .hasMessageContaining("permit-encoded-slash");
        assertThatThrownBy(() -> TestApp.STRICT_PATHS.canonicalize("/a%5Cb"))
                .hasMessageContaining("permit-encoded-backslash");
    }

    @Test
    void readsTextWithWhatAClientMayHaveBeenPermitted() throws HttpException {
        assertThat(PathCanonicalizer.canonicalizeText("/a%2Fb\\c")).isEqualTo("/a%2Fb\\c");
        assertThat(PathCanonicalizer.canonicalizeText("/a%5Cb")).isEqualTo("/a\\b");
    }
}
