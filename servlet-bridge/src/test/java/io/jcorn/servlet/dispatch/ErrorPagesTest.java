package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.ErrorPage;
import jakarta.servlet.ServletException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {
    private final ErrorPages pages = new ErrorPages(List.of(
            new ErrorPage(404, null, "/404"),
            new ErrorPage(500, null, "/500"),
            new ErrorPage(null, "java.io.IOException", "/io"),
            new ErrorPage(null, "java.lang.RuntimeException", "/runtime"),
            new ErrorPage(null, "java.lang.IllegalStateException", "/state")));

    @Test
    void theClosestClassWins() {
        assertThat(pages.find(new IllegalStateException(), 500).location()).isEqualTo("/state");
        assertThat(pages.find(new IllegalArgumentException(), 500).location()).isEqualTo("/runtime");
        assertThat(pages.find(new FileNotFoundException(), 500).location()).isEqualTo("/io");
    }

    @Test
    void theRootCauseOfAServletExceptionIsTriedNext() {
        IOException cause = new IOException();
        ErrorPages.Found found = pages.find(new ServletException(new ServletException(cause)), 500);
        assertThat(found.location()).isEqualTo("/io");
        assertThat(found.cause()).isSameAs(cause);
    }

    @Test
    void thenTheStatus() {
        assertThat(pages.find(new ServletException("x"), 500).location()).isEqualTo("/500");
        assertThat(pages.find(new AssertionError(), 404).location()).isEqualTo("/404");
        assertThat(pages.find(403)).isNull();
    }

    @Test
    void aPageWithoutConditionsAnswersTheRest() {
        ErrorPages all = new ErrorPages(List.of(new ErrorPage(404, null, "/404"), new ErrorPage(null, null, "/any")));
        assertThat(all.find(404)).isEqualTo("/404");
        assertThat(all.find(403)).isEqualTo("/any");
        assertThat(all.find(new ServletException("x"), 500).location()).isEqualTo("/any");
    }
}
