package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of nothing but pages and a web.xml, its users in a file that the command itself helped to write. */
class FormLoginIT {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
              <security-constraint>
                <web-resource-collection><url-pattern>/staff/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>staff</role-name></auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>FORM</auth-method>
                <form-login-config>
                  <form-login-page>/login.html</form-login-page>
                  <form-error-page>/sorry.html</form-error-page>
                </form-login-config>
              </login-config>
              <security-role><role-name>staff</role-name></security-role>
            </web-app>
            """;

    @TempDir
    private static Path folder;

    private static JcornProcess jcorn;

    private String cookie = "";

    @BeforeAll
    static void start() throws Exception {
        write("app/WEB-INF/web.xml", WEB_XML);
        write("app/login.html", "please log in");
        write("app/sorry.html", "sorry");
        write("app/index.html", "welcome");
        write("app/staff/list.html", "the list");
        Path users = write("users", "alice:" + hash("wonder") + ":staff\nbob:" + hash("builder") + ":guest\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        jcorn = JcornProcess.serving(folder.resolve("app"), "--users", users.toString());
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** By the command, as an administrator would. */
    private static String hash(String password) throws Exception {
        Process process = new ProcessBuilder(Built.JCORN.toString(), "hash-password")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write((password + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String hash = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(hash).startsWith("$pbkdf2-sha256$").endsWith("\n");
        return hash.strip();
    }

    private HttpAnswer send(String request, String body) {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchange(request + " HTTP/1.1\r\nHost: test\r\n" + cookie
                    + (body.isEmpty()
                            ? ""
                            : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                                    + "\r\n")
                    + "\r\n" + body);
            answer.field("Set-Cookie").ifPresent(set -> cookie = "Cookie: " + set.split(";", 2)[0] + "\r\n");
            return answer;
        }
    }

    private HttpAnswer get(String target) {
        return send("GET " + target, "");
    }

    private HttpAnswer logIn(String name, String password) {
        return send("POST /staff/j_security_check", "j_username=" + name + "&j_password=" + password);
    }

    @Test
    void letsAUserInByTheForm() {
        assertThat(get("/").body()).isEqualTo("welcome");
        assertThat(get("/staff/list.html").body()).isEqualTo("please log in");
        String before = cookie;
        HttpAnswer wrong = logIn("alice", "wrong");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).isEqualTo("sorry");

        HttpAnswer right = logIn("alice", "wonder");

        assertThat(right.status()).isEqualTo(303);
        assertThat(right.field("Location")).hasValue("http://test/staff/list.html");
        assertThat(cookie).isNotEqualTo(before);
        assertThat(get("/staff/list.html").body()).isEqualTo("the list");
        assertThat(get("/staff/list.html").field("Cache-Control")).hasValue("private");
        cookie = before;
        assertThat(get("/staff/list.html").body()).as("by the old session id").isEqualTo("please log in");
    }

    @Test
    void turnsAUserAwayWhoLacksTheRole() {
        get("/staff/list.html");
        assertThat(logIn("bob", "builder").status()).isEqualTo(303);
        assertThat(get("/staff/list.html").status()).isEqualTo(403);
    }

    @Test
    void doesNotStartWithoutItsUsers() {
        try (JcornProcess failing = JcornProcess.launch(
                Map.of(),
                List.of(
                        "--bind",
                        "127.0.0.1:0",
                        "--users",
                        folder.resolve("nowhere").toString(),
                        folder.resolve("app").toString()))) {
            assertThat(failing.awaitExit()).isEqualTo(1);
            assertThat(failing.log())
                    .contains("command line: --users: the file of users can't be read: " + folder.resolve("nowhere"));
        }
    }

    @Test
    void doesNotStartWithUsersThatItDoesNotUnderstand() throws Exception {
        Path users = write("bad-users", "alice:*:staff\nbob:hunter2\n");
        try (JcornProcess failing = JcornProcess.launch(
                Map.of(),
                List.of(
                        "--bind",
                        "127.0.0.1:0",
                        "--users",
                        users.toString(),
                        folder.resolve("app").toString()))) {
            assertThat(failing.awaitExit()).isEqualTo(3);
            assertThat(failing.log())
                    .contains(users + ":2: the password is in no form that jcorn knows")
                    .doesNotContain("hunter2");
        }
    }
}
