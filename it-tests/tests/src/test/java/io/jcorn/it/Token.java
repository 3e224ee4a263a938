package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page of a framework wants back with the next request. */
enum Token {
    /** Spring Security's, against forged forms. */
    CSRF("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\""),
    /** Which view of a session Faces restores. */
    VIEW_STATE("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]+)\""),
    /** Wicket's address of the link "Click". */
    CLICK("<a[^>]* href=\"\\./([^\"]+)\"[^>]*>Click</a>"),
    /** Wicket's address of a form. */
    FORM("<form[^>]* action=\"\\./([^\"]+)\""),
    /** The address of the login of H2's console, with a session of its own. */
    H2_LOGIN("'(login\\.jsp\\?jsessionid=[^']+)'");

    private final Pattern pattern;

    Token(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    String in(HttpAnswer page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).as(page.toString()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /** As the value of a form's field. */
    String encodedIn(HttpAnswer page) {
        return URLEncoder.encode(in(page), StandardCharsets.UTF_8);
    }
}
