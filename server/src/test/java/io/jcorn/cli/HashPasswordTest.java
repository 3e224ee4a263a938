package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.passwd.Pbkdf2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashPasswordTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String stdin, String... arguments) {
        PasswordInput input = new PasswordInput(null, new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
        return HashPassword.run(List.of(arguments), input, new PrintStream(out, true), new PrintStream(err, true));
    }

    @Test
    void hashesTheFirstLine() {
        assertThat(run("gr\u00fcn 1\nmore\n")).isZero();

        Pbkdf2 hash = Pbkdf2.parse(out.toString(StandardCharsets.UTF_8).strip());
        assertThat(hash.matches("gr\u00fcn 1".toCharArray())).isTrue();
    }

    /** The example of RFC 7616 §3.9.1. */
    @Test
    void makesWhatDigestNeeds() {
        assertThat(run("Circle of Life", "--digest", "Mufasa", "http-auth@example.org"))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{digest-sha-256}7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"
                        + " {digest-md5}3d78807defe7de2157e2b0b6573a855f\n");
    }

    @Test
    void wantsAPassword() {
        assertThat(run("")).isEqualTo(1);
        assertThat(run("\n")).isEqualTo(1);
        assertThat(run("x", "secret")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no password given")
                .contains("usage: jcorn hash-password [--digest USER REALM] < PASSWORD")
                .doesNotContain("secret");
    }
}
