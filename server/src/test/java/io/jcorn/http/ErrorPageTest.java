package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPageTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*/*", "text/html,application/json;q=0.9", "image/png"})
    void isHtmlUnlessJsonIsAskedFor(String accept) {
        ErrorPage page = ErrorPage.render(400, "<script>&\"", accept);
        assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(text(page))
                .contains("<title>400 Bad Request</title>", "<p>&lt;script&gt;&amp;&quot;</p>")
                .doesNotContain("<script>");
    }

    @Test
    void hasNoEmptyParagraph() {
        assertThat(text(ErrorPage.render(404, "", null))).doesNotContain("<p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/Problem+JSON, */*;q=0.1"})
    void isAProblemForWhoAsksForJson(String accept) {
        ErrorPage page = ErrorPage.render(414, "a \"long\" line\n\\", accept);
        assertThat(page.contentType()).isEqualTo("application/problem+json");
        assertThat(text(page))
                .isEqualTo(
                        "{\"status\":414,\"title\":\"URI Too Long\",\"detail\":\"a \\\"long\\\" line\\u000a\\\\\"}\n");
    }

    @Test
    void hasAPhraseForEachErrorsStatus() {
        for (HttpError error : HttpError.values()) {
            assertThat(Reasons.phrase(error.status())).as(error.name()).isNotEmpty();
            assertThat(error.section()).matches("(RFC \\d+|PROXY protocol) §[\\d.]+");
        }
    }

    @Test
    void putsPhrasesAtTheirStatus() {
        assertThat(Reasons.phrase(103)).isEqualTo("Early Hints");
        assertThat(Reasons.phrase(226)).isEqualTo("IM Used");
        assertThat(Reasons.phrase(308)).isEqualTo("Permanent Redirect");
        assertThat(Reasons.phrase(404)).isEqualTo("Not Found");
        assertThat(Reasons.phrase(408)).isEqualTo("Request Timeout");
        assertThat(Reasons.phrase(413)).isEqualTo("Content Too Large");
        assertThat(Reasons.phrase(417)).isEqualTo("Expectation Failed");
        assertThat(Reasons.phrase(425)).isEqualTo("Too Early");
        assertThat(Reasons.phrase(429)).isEqualTo("Too Many Requests");
        assertThat(Reasons.phrase(504)).isEqualTo("Gateway Timeout");
        assertThat(Reasons.phrase(508)).isEqualTo("Loop Detected");
        assertThat(Reasons.phrase(511)).isEqualTo("Network Authentication Required");
        assertThat(Reasons.phrase(418)).isEmpty();
        assertThat(Reasons.phrase(999)).isEmpty();
    }

    private static String text(ErrorPage page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}
