package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.passwd.DigestAlgorithm;
import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7616. */
class DigestMechanismTest {
    private static final String REALM = "shop";

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    private TestApp app;
    private Client client;
    private String nonce;

    @BeforeEach
    void start() throws Exception {
        app = Secured.app(root, new LoginConfig("DIGEST", REALM, null, null), Map.of("login-attempts", "3"))
                .start();
        client = app.client();
        nonce = nonceOf(client.get("/shop/staff/x"));
    }

    @AfterEach
    void stop() {
        app.close();
        log.close();
    }

    private static String nonceOf(Answer challenge) {
        return challenge.field("WWW-Authenticate").replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
    }

    private String field(
            DigestAlgorithm algorithm, String user, String password, String uri, String usedNonce, String nc) {
        String response = algorithm.hex(String.join(
                ":", algorithm.hash(user, REALM, password), usedNonce, nc, "c", "auth", algorithm.hex("GET:" + uri)));
        // a name in UTF-8, its bytes as the characters of a field
        String name = new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "Authorization: Digest username=\"" + name + "\", realm=\"" + REALM + "\", nonce=\"" + usedNonce
                + "\", uri=\"" + uri + "\", algorithm=" + algorithm.token() + ", qop=auth, nc=" + nc
                + ", cnonce=\"c\", response=\"" + response + "\"";
    }

    private String field(String user, String password) {
        return field(DigestAlgorithm.SHA_256, user, password, "/shop/staff/x", nonce, "00000001");
    }

    @Test
    void offersTheBetterAlgorithmFirst() throws Exception {
        assertThat(client.get("/shop/staff/x").head().fields("WWW-Authenticate"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Digest realm=\"shop\", qop=\"auth\", algorithm=SHA-256, nonce=\""),
                        second -> assertThat(second).contains("algorithm=MD5"));
    }

    @ParameterizedTest
    @EnumSource
    void knowsAUser(DigestAlgorithm algorithm) throws Exception {
        Answer answer =
                client.get("/shop/staff/x", field(algorithm, "alice", "wonder", "/shop/staff/x", nonce, "00000001"));

        assertThat(answer.body()).isEqualTo("GET /staff/x by alice DIGEST admin=true p=null");
    }

    @Test
    void knowsNamesBeyondAscii() throws Exception {
        assertThat(client.get("/shop/staff/x", field("zo\u00eb", "gr\u00fcn")).status())
                .isEqualTo(200);
    }

    @Test
    void knowsNobodyByAWrongPassword() throws Exception {
        assertThat(client.get("/shop/staff/x", field("alice", "wrong")).status())
                .isEqualTo(401);
        assertThat(client.get("/shop/staff/x", field("nobody", "wonder")).status())
                .isEqualTo(401);
        assertThat(client.get("/shop/admin/x", field("bob", "builder")).status())
                .as("of another uri")
                .isEqualTo(401);
    }

    @Test
    void takesEachCountOnceInAnyOrder() throws Exception {
        for (String nc : new String[] {"00000003", "00000001", "0000000a", "00000002"}) {
            String field = field(DigestAlgorithm.MD5, "alice", "wonder", "/shop/staff/x", nonce, nc);
            assertThat(client.get("/shop/staff/x", field).status()).isEqualTo(200);
            assertThat(client.get("/shop/staff/x", field).status())
                    .as("replayed")
                    .isEqualTo(401);
        }
    }

    @Test
    void takesNoNonceOfAnothers() throws Exception {
        String forged = nonce.substring(0, nonce.length() - 2) + (nonce.endsWith("AA") ? "BB" : "AA");
        for (String other : new String[] {forged, "", "x", "dcd98b7102dd2f0e8b11d0f600bfb0c093"}) {
            assertThat(client.get(
                                    "/shop/staff/x",
                                    field(DigestAlgorithm.MD5, "alice", "wonder", "/shop/staff/x", other, "00000001"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qop=auth", "cnonce=\"c\"", "nc=00000001", "realm=\"shop\"", "uri=\"/shop/staff/x\"", ", "})
    void wantsAllParameters(String missing) throws Exception {
        String field = field("alice", "wonder").replace(missing, missing.equals(", ") ? " " : "x=y");

        assertThat(client.get("/shop/staff/x", field).status()).isEqualTo(401);
    }

    @Test
    void locksOutWhoGuesses() throws Exception {
        for (int i = 0; i < 3; i++) client.get("/shop/staff/x", field("alice", "guess" + i));

        assertThat(client.get("/shop/staff/x", field("alice", "wonder")).status())
                .isEqualTo(401);
    }
}
