package io.jcorn.config;

import static io.jcorn.config.Setting.Section.TLS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How connections are protected. */
final class TlsSettings {
    private TlsSettings() {}

    static final Setting<Path> CERTFILE =
            Setting.of(TLS, "certfile", new Texts.FilePath("FILE")).repeatable().doc("""
            The server's certificate, with which all TCP addresses speak TLS: a PEM file with the certificate and those of
            its issuers, or a PKCS #12 file with certificate and key. Given more than once, a client gets the certificate
            for the name that it asks for, else the first. It is read again when it changes, and by HUP.""");

    static final Setting<Path> KEYFILE =
            Setting.of(TLS, "keyfile", new Texts.FilePath("FILE")).repeatable().doc("""
            The private key of the certificate, in PEM (PKCS #8 or PKCS #1); one for each `certfile`, in the same order.
            Without it the key is in the file of the certificate.""");

    static final Setting<String> KEYFILE_PASSWORD = Setting.of(TLS, "keyfile-password", new Texts.Text("PASSWORD"))
            .environment("JCORN_KEYFILE_PASSWORD", "")
            .secret()
            .doc("""
            The password of encrypted private keys and PKCS #12 files. Everybody on the machine can read a command line:
            give it by the environment variable `JCORN_KEYFILE_PASSWORD` or in a file.""");

    static final Setting<Boolean> SELF_SIGNED =
            Setting.of(TLS, "self-signed", new Texts.Flag()).defaultsTo("false").doc("""
            Speak TLS with a certificate for `localhost` that jcorn makes itself and keeps in `work-dir`, in
            `self-signed.pem`. For development: nobody but you will believe it. Instead of `certfile`.""");

    static final Setting<Path> CA_CERTS =
            Setting.of(TLS, "ca-certs", new Texts.FilePath("FILE")).doc("""
            A PEM file with the certificates of those who issue clients' certificates.""");

    static final Setting<Integer> CERT_REQS = Setting.of(TLS, "cert-reqs", new Numbers.Whole(0, 2))
            .defaultsTo("0")
            .doc("""
            Whether clients show a certificate: 0 they aren't asked, 1 they may, 2 they must. It must be issued by one of
            `ca-certs`.""");

    static final Setting<String> CIPHERS =
            Setting.of(TLS, "ciphers", new Texts.Text("SUITES")).doc("""
            The cipher suites to choose from, the best first, with colons between, by their names in IANA's registry:
            `TLS_AES_128_GCM_SHA256:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. Without it they are those of the Java
            runtime.""");

    static final Setting<String> TLS_VERSIONS = Setting.of(TLS, "tls-versions", new Texts.Text("VERSIONS"))
            .defaultsTo("TLSv1.2,TLSv1.3")
            .doc("""
            The versions of TLS to speak, with commas between: `TLSv1.2`, `TLSv1.3`.""");

    static final Setting<Duration> HANDSHAKE_TIMEOUT = Setting.of(TLS, "handshake-timeout", new Numbers.Seconds())
            .defaultsTo("10")
            .doc("""
            How long a client may take for the TLS handshake. Then the connection is closed. 0 means as long as it
            takes.""");

    static final List<Setting<?>> ALL = List.of(
            CERTFILE,
            KEYFILE,
            KEYFILE_PASSWORD,
            SELF_SIGNED,
            CA_CERTS,
            CERT_REQS,
            CIPHERS,
            TLS_VERSIONS,
            HANDSHAKE_TIMEOUT);
}
