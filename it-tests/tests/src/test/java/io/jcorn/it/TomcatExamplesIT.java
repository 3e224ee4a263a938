package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page and servlet of Tomcat's examples, on two workers. */
class TomcatExamplesIT {
    private static final int PAGES = 150;

    @TempDir
    static Path folder;

    private static JcornProcess jcorn;
    /** What all the links lead to, by request target. */
    private static Map<String, HttpAnswer> pages;

    private static String logOfCrawl;

    @BeforeAll
    static void followAllLinks() throws Exception {
        jcorn = TomcatExamples.serving(folder, 2);
        pages = Crawl.from("/examples/", jcorn::get);
        logOfCrawl = jcorn.log();
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static String text(HttpAnswer answer) {
        return answer.body().replaceAll("\\s+", " ");
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(pages).hasSizeGreaterThan(PAGES);
        assertThat(pages)
                .allSatisfy((target, answer) -> assertThat(answer.status())
                        .isEqualTo(answer.field("Location").isPresent() ? 302 : 200));
        assertThat(logOfCrawl).doesNotContain("[ERROR]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    async/async0                                 | Async dispatch worked:
                    async/async1                                 | Type is ASYNC Completed async request at
                    async/async2                                 | Output from background thread.
                    async/async3                                 | Type is ASYNC Completed async 3 request at
                    async/stockticker                            | STOCK#
                    servlets/nonblocking/numberwriter            | 0999
                    servlets/trailers/response                   | This response should include trailer fields.
                    servlets/servlet/HelloWorldExample           | <h1>Hello World!</h1>
                    servlets/servlet/RequestInfoExample          | Request URI: </td><td> /examples/servlets/servlet/RequestInfoExample
                    jsp/jsp2/el/basic-arithmetic.jsp             | <td>${10 mod 4}</td> <td>2</td>
                    jsp/jsp2/el/basic-comparisons.jsp            | <td>${'hip' &gt; 'hit'}</td> <td>false</td>
                    jsp/jsp2/el/composite.jsp                    | <td>${undefinedFoo}${undefinedBar}</td> <td>Long</td> <td>0</td>
                    jsp/jsp2/el/functions.jsp?foo=JSP+2.0        | <td>0.2 PSJ&nbsp;</td>
                    jsp/jsp2/el/implicit-objects.jsp?foo=bar     | <td>${param["foo"]}</td> <td>bar&nbsp;</td>
                    jsp/jsp2/jspattribute/jspattribute.jsp       | Result: Hello, world!
                    jsp/jsp2/jspattribute/shuffle.jsp            | bgcolor="#0000ff"
                    jsp/jsp2/jspx/basic.jspx                     | here's some dynamic content:
                    jsp/jsp2/jspx/textRotate.jspx?name=JSPX      | >JSPX</
                    jsp/jsp2/misc/config.jsp                     | This banner included with &lt;include-coda&gt;
                    jsp/jsp2/misc/dynamicattrs.jsp               | <li>catName = Fluffy</li>
                    jsp/jsp2/simpletag/book.jsp                  | <td>THE LORD OF THE RINGS</td>
                    jsp/jsp2/simpletag/hello.jsp                 | <b><u>Result:</u></b> Hello, world!
                    jsp/jsp2/simpletag/repeat.jsp                | Invocation 5 of 5
                    jsp/jsp2/tagfiles/hello.jsp                  | Hello, world!
                    jsp/jsp2/tagfiles/panel.jsp                  | Third panel.
                    jsp/jsp2/tagfiles/products.jsp               | <b>Baby Grand Piano</b> @ $10,800.00 ea.
                    jsp/include/include.jsp                      | by including the output of another JSP:
                    jsp/jsptoserv/jsptoservlet.jsp               | I have been invoked by servletToJsp
                    jsp/simpletag/foo.jsp                        | Did you see me on the browser window as well?
                    jsp/tagplugin/choose.jsp                     | # 3: Three!
                    jsp/xml/xml.jsp                              | This sentence is enclosed in a jsp:text element.
                    """)
    void pageSays(String target, String what) {
        assertThat(text(pages.get("/examples/" + target))).contains(what);
    }

    @Test
    void letsATomcatInByTheForm() {
        Visitor visitor = new Visitor(jcorn);
        String page = "/examples/jsp/security/protected/index.jsp";
        assertThat(visitor.get(page).body()).contains("j_security_check");
        assertThat(text(logIn(visitor, "tomcat", "tame"))).contains("Invalid user name and/or password");

        assertThat(text(logIn(visitor, "tomcat", "wild")))
                .contains("You are logged in as remote user <b>tomcat</b>")
                .contains("The principal does not support attributes.");
        assertThat(text(visitor.get(page + "?role=tomcat"))).contains("You have been granted role <b>tomcat</b>");
        assertThat(text(visitor.get(page + "?role=role1")))
                .contains("You have <i>not</i> been granted role <b>role1</b>");
        assertThat(text(visitor.follow(visitor.get(page + "?logoff=true")))).contains("j_security_check");
    }

    @Test
    void keepsAGuestOut() {
        Visitor visitor = new Visitor(jcorn);
        visitor.get("/examples/jsp/security/protected/index.jsp");
        HttpAnswer answer = logIn(visitor, "guest", "tame");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("You are not authorized to view this page.");
    }

    private static HttpAnswer logIn(Visitor visitor, String name, String password) {
        return visitor.follow(visitor.postForm(
                "/examples/jsp/security/protected/j_security_check", "j_username=" + name + "&j_password=" + password));
    }

    /** The cart is changed in place; any worker may have the next request. */
    @Test
    void fillsACart() {
        Visitor visitor = new Visitor(jcorn);
        for (int i = 0; i < 6; i++) {
            assertThat(visitor.get("/examples/jsp/sessions/carts.jsp?submit=add&itemId=" + i)
                            .body()
                            .split("<li>", -1))
                    .hasSize(i + 2);
        }
    }

    @Test
    void countsGuesses() {
        Visitor visitor = new Visitor(jcorn);
        String last = "";
        for (int guess = 1; guess <= 100 && !last.contains("Congratulations!"); guess++) {
            last = text(visitor.get("/examples/jsp/num/numguess.jsp?guess=" + guess));
            assertThat(last).contains(guess + (last.contains("Congratulations!") ? " tries" : " guesses"));
        }
        assertThat(last).contains("Congratulations!");
    }

    /** Its bean can't be serialized, so the session stays with the worker that has it. */
    @Test
    void countsColors() {
        Visitor visitor = new Visitor(jcorn);
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(text(visitor.postForm("/examples/jsp/colors/colrs.jsp", "color1=red&color2=blue&action=Submit")))
                    .contains("Total attempts so far: " + attempt);
        }
        assertThat(text(visitor.postForm("/examples/jsp/colors/colrs.jsp", "color1=black&color2=cyan&action=Submit")))
                .contains("CONGRATULATIONS!!");
    }

    @Test
    void takesForms() {
        Visitor visitor = new Visitor(jcorn);
        assertThat(text(visitor.get("/examples/jsp/checkbox/checkresult.jsp?fruit=apples&fruit=melons")))
                .contains("<li> apples <li> melons");
        assertThat(text(visitor.postForm(
                        "/examples/servlets/servlet/RequestParamExample", "firstname=%3Ca%3E&lastname=%C3%A9")))
                .contains("= &lt;a&gt;");
        assertThat(text(visitor.postForm("/examples/servlets/servlet/SessionExample", "dataname=oak&datavalue=acorn")))
                .contains("oak = acorn");
        assertThat(text(visitor.get("/examples/servlets/servlet/SessionExample")))
                .contains("oak = acorn");
        assertThat(visitor.postForm("/examples/servlets/servlet/CookieExample", "cookiename=oak&cookievalue=acorn")
                        .field("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("oak=acorn"));
    }

    @Test
    void showsTheErrorPageOfAPage() {
        assertThat(text(jcorn.get("/examples/jsp/error/err.jsp?name=integra"))).contains("is my favorite car.");
        HttpAnswer wrong = jcorn.get("/examples/jsp/error/err.jsp?name=audi");
        assertThat(wrong.status()).isEqualTo(500);
        assertThat(text(wrong)).contains("tells me you made a wrong choice.");
    }

    @Test
    void countsBytesWithoutBlocking() {
        String body = "0123456789".repeat(100_000);
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchangeWhileSending(
                    "POST /examples/servlets/nonblocking/bytecounter HTTP/1.1\r\nHost: test\r\n" + "Content-Length: "
                            + body.length() + "\r\n\r\n" + body);
            assertThat(answer.body()).isEqualTo("Total bytes written = [1000000]");
        }
    }

    @Test
    void tellsHeadersAsJson() {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchange("GET /examples/servlets/servlet/RequestHeaderExample HTTP/1.1\r\n"
                    + "Host: test\r\nAccept: application/json\r\nX-Oak: \"acorn\"\r\n\r\n");
            assertThat(answer.field("Content-Type")).hasValue("application/json;charset=UTF-8");
            assertThat(answer.body()).contains("{\"X-Oak\":\"\\\"acorn\\\"\"}");
        }
    }
}
