package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.sock.BindAddress;
import io.jcorn.sock.TrustedPeers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @Test
    void defaultsAreThoseOfTheTable() throws ConfigException {
        Config config = Config.of(Map.of());

        assertThat(config.apps()).isEmpty();
        assertThat(config.configFile()).isEmpty();
        assertThat(config.env()).isEmpty();
        assertThat(config.jvmOpts()).isEmpty();
        assertThat(config.pidfile()).isEmpty();
        assertThat(config.workDir().getFileName()).hasToString("jcorn-" + System.getProperty("user.name"));
        assertThat(config.umask()).isZero();
        assertThat(config.user()).isEmpty();
        assertThat(config.group()).isEmpty();
        assertThat(config.bind()).containsExactly(new BindAddress.Tcp("127.0.0.1", 8000));
        assertThat(config.backlog()).isEqualTo(2048);
        assertThat(config.workers()).isEqualTo(1);
        assertThat(config.workerClass()).isEqualTo(WorkerClass.ADAPTIVE);
        assertThat(config.threads()).isZero();
        assertThat(config.queueTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.workerConnections()).isEqualTo(10_000);
        assertThat(config.connectionsPerAddress()).isZero();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.bootTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.gracefulTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxRequests()).isZero();
        assertThat(config.maxRequestsJitter()).isZero();
        assertThat(config.keepAlive()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.keepAliveRequests()).isZero();
        assertThat(config.headTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.bodyTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.minBodyRate()).isEqualTo(240);
        assertThat(config.minWriteRate()).isEqualTo(240);
        assertThat(config.limitRequestLine()).isEqualTo(8190);
        assertThat(config.limitRequestFields()).isEqualTo(100);
        assertThat(config.limitRequestFieldSize()).isEqualTo(8190);
        assertThat(config.limitRequestBody()).isZero();
        assertThat(config.bodyBuffer()).isEqualTo(65_536);
        assertThat(config.responseBuffer()).isEqualTo(1 << 20);
        assertThat(config.permitMissingHost()).isFalse();
        assertThat(config.compress()).isFalse();
        assertThat(config.compressTypes()).startsWith("text/*,application/json,");
        assertThat(config.compressMinSize()).isEqualTo(1024);
        assertThat(config.isTls()).isFalse();
        assertThat(config.selfSigned()).isEmpty();
        assertThat(config.handshakeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.certfile()).isEmpty();
        assertThat(config.keyfile()).isEmpty();
        assertThat(config.keyfilePassword()).isEmpty();
        assertThat(config.caCerts()).isEmpty();
        assertThat(config.certReqs()).isZero();
        assertThat(config.ciphers()).isEmpty();
        assertThat(config.tlsVersions()).isEqualTo("TLSv1.2,TLSv1.3");
        assertThat(config.forwardedAllowIps()).isEqualTo(TrustedPeers.parse("127.0.0.1,::1"));
        assertThat(config.proxyProtocol()).isEqualTo(ProxyProtocol.OFF);
        assertThat(config.proxyAllowFrom()).isEqualTo(TrustedPeers.parse("127.0.0.1,::1"));
        assertThat(config.sessionStore().kind()).isEqualTo(SessionStoreKind.LMDB);
        assertThat(config.sessionDir()).isEmpty();
        assertThat(config.pinsSessions()).isTrue();
        assertThat(config.sessionPinTimeout()).isZero();
        assertThat(config.sessionKeyFile()).isEmpty();
        assertThat(config.users()).isEmpty();
        assertThat(config.logLevel()).isEqualTo("info");
        assertThat(config.accessLogfile()).isEmpty();
        assertThat(config.accessLogFormat())
                .isEqualTo("%(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\"");
    }

    /** Each setting with a value that is not its default. */
    private static Map<String, String> explicit() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("app", "/=/srv/root.war\n/shop=/srv/a=b.war");
        texts.put("config", "/etc/jcorn.toml");
        texts.put("env", "A=1\nB=x=y");
        texts.put("jvm-opt", "-Xmx1g\n-Dpath=C:\\\\n");
        texts.put("pid", "/run/jcorn.pid");
        texts.put("work-dir", "/var/lib/jcorn");
        texts.put("umask", "0o27");
        texts.put("user", "root");
        texts.put("group", "root");
        texts.put("bind", "[::1]:80\nunix:/run/jcorn.sock\nfd://3");
        texts.put("backlog", "64");
        texts.put("workers", "4");
        texts.put("worker-class", "gthread");
        texts.put("threads", "12");
        texts.put("waiting-threads", "50");
        texts.put("queue-timeout", "5");
        texts.put("worker-connections", "500");
        texts.put("connections-per-address", "50");
        texts.put("timeout", "0.25");
        texts.put("boot-timeout", "600");
        texts.put("graceful-timeout", "5");
        texts.put("max-requests", "10000000000");
        texts.put("max-requests-jitter", "50");
        texts.put("keep-alive", "75");
        texts.put("keep-alive-requests", "1000");
        texts.put("head-timeout", "3");
        texts.put("body-timeout", "4");
        texts.put("write-timeout", "6");
        texts.put("min-body-rate", "100");
        texts.put("min-write-rate", "0");
        texts.put("limit-request-line", "4094");
        texts.put("limit-request-fields", "20");
        texts.put("limit-request-field-size", "1000");
        texts.put("limit-request-head", "20000");
        texts.put("limit-request-body", "10485760");
        texts.put("body-buffer", "1024");
        texts.put("response-buffer", "2048");
        texts.put("permit-missing-host", "true");
        texts.put("permit-encoded-slash", "true");
        texts.put("permit-encoded-backslash", "true");
        texts.put("cache-control", "/assets/*=max-age=60, public\n*.html=no-cache");
        texts.put("compress", "true");
        texts.put("jsp-precompile", "true");
        texts.put("compress-types", "text/html");
        texts.put("compress-min-size", "100");
        texts.put("certfile", "/etc/a.pem\n/etc/b.pem");
        texts.put("keyfile", "/etc/a.key\n/etc/b.key");
        texts.put("keyfile-password", "secret");
        texts.put("self-signed", "true");
        texts.put("handshake-timeout", "7");
        texts.put("ca-certs", "/etc/ca.pem");
        texts.put("cert-reqs", "2");
        texts.put("ciphers", "TLS_AES_128_GCM_SHA256");
        texts.put("tls-versions", "TLSv1.3");
        texts.put("forwarded-allow-ips", "10.0.0.0/8,fd00:0:0:0:0:0:0:1");
        texts.put("proxy-protocol", "auto");
        texts.put("proxy-allow-from", "*");
        texts.put("session-store", "memory");
        texts.put("session-dir", "/srv/sessions");
        texts.put("session-key-file", "/etc/jcorn-session-keys");
        texts.put("session-limit", "1000");
        texts.put("session-new-timeout", "60");
        texts.put("session-space", "1048576");
        texts.put("session-copies", "7");
        texts.put("session-compare", "false");
        texts.put("session-pin", "off");
        texts.put("session-pin-timeout", "300");
        texts.put("session-store-timeout", "5");
        texts.put("session-store-away", "read-only");
        texts.put("users", "/etc/jcorn-users");
        texts.put("realm", "type=file\nfile=users");
        texts.put(
                "datasource",
                "shop.url=jdbc:h2:mem:a\nshop.maximum=3\nshop.max-lifetime=1.5\nshop.isolation=serializable");
        texts.put("secure-port", "8443");
        texts.put("login-attempts", "3");
        texts.put("login-lockout", "60");
        texts.put("log-level", "debug");
        texts.put("access-logfile", "-");
        texts.put("access-logformat", "%(r)s");
        return texts;
    }

    @Test
    void explicitValuesAreWhatTheirAccessorsGive() throws ConfigException {
        Config config = Config.of(explicit());

        assertThat(config.apps())
                .containsExactly(
                        new AppLocation("", Path.of("/srv/root.war")),
                        new AppLocation("/shop", Path.of("/srv/a=b.war")));
        assertThat(config.configFile()).hasValue(Path.of("/etc/jcorn.toml"));
        assertThat(config.env()).isEqualTo(Map.of("A", "1", "B", "x=y"));
        assertThat(config.jvmOpts()).containsExactly("-Xmx1g", "-Dpath=C:\\n");
        assertThat(config.pidfile()).hasValue(Path.of("/run/jcorn.pid"));
        assertThat(config.workDir()).isEqualTo(Path.of("/var/lib/jcorn"));
        assertThat(config.umask()).isEqualTo(027);
        assertThat(config.bind())
                .containsExactly(
                        new BindAddress.Tcp("::1", 80),
                        new BindAddress.Unix(Path.of("/run/jcorn.sock")),
                        new BindAddress.Fd(3));
        assertThat(config.backlog()).isEqualTo(64);
        assertThat(config.workers()).isEqualTo(4);
        assertThat(config.workerClass()).isEqualTo(WorkerClass.GTHREAD);
        assertThat(config.threads()).isEqualTo(12);
        assertThat(config.waitingThreads()).isEqualTo(50);
        assertThat(config.workerConnections()).isEqualTo(500);
        assertThat(config.connectionsPerAddress()).isEqualTo(50);
        assertThat(config.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.bootTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.gracefulTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxRequests()).isEqualTo(10_000_000_000L);
        assertThat(config.maxRequestsJitter()).isEqualTo(50);
        assertThat(config.keepAlive()).isEqualTo(Duration.ofSeconds(75));
        assertThat(config.headTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.bodyTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.minBodyRate()).isEqualTo(100);
        assertThat(config.minWriteRate()).isZero();
        assertThat(config.limitRequestLine()).isEqualTo(4094);
        assertThat(config.limitRequestFields()).isEqualTo(20);
        assertThat(config.limitRequestFieldSize()).isEqualTo(1000);
        assertThat(config.limitRequestHead()).isEqualTo(20_000);
        assertThat(config.limitRequestBody()).isEqualTo(10 << 20);
        assertThat(config.bodyBuffer()).isEqualTo(1024);
        assertThat(config.responseBuffer()).isEqualTo(2048);
        assertThat(config.permitMissingHost()).isTrue();
        assertThat(config.compress()).isTrue();
        assertThat(config.compressTypes()).isEqualTo("text/html");
        assertThat(config.compressMinSize()).isEqualTo(100);
        assertThat(config.isTls()).isTrue();
        assertThat(config.selfSigned()).hasValue(Path.of("/var/lib/jcorn/self-signed.pem"));
        assertThat(config.handshakeTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.certfile()).containsExactly(Path.of("/etc/a.pem"), Path.of("/etc/b.pem"));
        assertThat(config.keyfile()).containsExactly(Path.of("/etc/a.key"), Path.of("/etc/b.key"));
        assertThat(config.keyfilePassword()).hasValue("secret");
        assertThat(config.caCerts()).hasValue(Path.of("/etc/ca.pem"));
        assertThat(config.certReqs()).isEqualTo(2);
        assertThat(config.ciphers()).hasValue("TLS_AES_128_GCM_SHA256");
        assertThat(config.tlsVersions()).isEqualTo("TLSv1.3");
        assertThat(config.forwardedAllowIps()).isEqualTo(TrustedPeers.parse("10.0.0.0/8,fd00::1"));
        assertThat(config.proxyProtocol()).isEqualTo(ProxyProtocol.AUTO);
        assertThat(config.proxyAllowFrom()).isEqualTo(TrustedPeers.parse("*"));
        assertThat(config.sessionStore().kind()).isEqualTo(SessionStoreKind.MEMORY);
        assertThat(config.sessionDir()).hasValue(Path.of("/srv/sessions"));
        assertThat(config.pinsSessions()).isFalse();
        assertThat(config.sessionPinTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.sessionKeyFile()).hasValue(Path.of("/etc/jcorn-session-keys"));
        assertThat(config.users()).hasValue(Path.of("/etc/jcorn-users"));
        assertThat(config.logLevel()).isEqualTo("debug");
        assertThat(config.accessLogfile()).hasValue("-");
        assertThat(config.accessLogFormat()).isEqualTo("%(r)s");
    }

    @Test
    void theExplicitValuesLeaveNoSettingOut() throws ConfigException {
        Map<String, String> explicit = Config.of(explicit()).toMap();
        Map<String, String> defaults = Config.of(Map.of()).toMap();

        assertThat(explicit).hasSameSizeAs(Settings.all());
        assertThat(explicit).allSatisfy((name, text) -> assertThat(text).isNotEqualTo(defaults.get(name)));
    }

    @Test
    void aMapMadeOfItMakesItAgain() throws ConfigException {
        assertThat(Config.of(explicit()).toMap()).isEqualTo(explicit());

        Map<String, String> defaults = Config.of(Map.of()).toMap();
        assertThat(Config.of(defaults).toMap()).isEqualTo(defaults);
    }

    @Test
    void itsListingShowsNoSecret() throws ConfigException {
        String listing = ConfigListing.of(Config.of(explicit()));

        assertThat(listing).contains("# keyfile-password is set and not shown").doesNotContain("secret");
    }

    @Test
    void aUrlWithAPasswordIsNotListed() throws Exception {
        String listing = ConfigListing.of(Config.of(Map.of("session-store", "redis://me:secret@cache:6379/1")));
        assertThat(listing).contains("# session-store is set and not shown").doesNotContain("secret");
        assertThat(ConfigListing.of(Config.of(Map.of("session-store", "redis://cache"))))
                .contains("session-store = \"redis://cache\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datasource | shop.url=jdbc:h2:mem:a\\nshop.password=secret | datasource = [\"shop.url=jdbc:h2:mem:a\"]",
                "datasource | shop.url=jdbc:h2:mem:a\\nshop.properties.key=secret | [\"shop.url=jdbc:h2:mem:a\"]",
                "datasource | shop.url=jdbc:x://u:secret@h/d\\nshop.user=me | datasource = [\"shop.user=me\"]",
                "datasource | shop.url=jdbc:x:d?password=secret | # datasource is set and not shown",
                "realm | type=jdbc\\npassword=secret | realm = [\"type=jdbc\"]",
                "realm | type=jdbc\\nurl=jdbc:x://u:secret@h/d | realm = [\"type=jdbc\"]",
            })
    void aListIsShownWithoutItsSecrets(String name, String texts, String listed) throws ConfigException {
        String listing = ConfigListing.of(Config.of(Map.of(name, texts.replace("\\n", "\n"))));
        assertThat(listing).contains(listed).doesNotContain("secret@", "=secret");
    }

    @Test
    void itsListingIsAFileThatMakesItAgain() throws ConfigException {
        Map<String, String> texts = explicit();
        texts.remove("config");
        texts.remove("keyfile-password");
        texts.put("env", "QUOTE=a\"b\\\\c\\nd\te\u0001");
        Config config = Config.of(texts);

        Layer read = TomlFile.parse(ConfigListing.of(config), "listing");

        assertThat(Config.of(List.of(read), Path.of("/")).toMap()).isEqualTo(config.toMap());
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30000",
        "1.5, 1500",
        ".5, 500",
        "0, 0",
        "30s, 30000",
        "1.5s, 1500",
        "2m, 120000",
        "500ms, 500",
        "1h, 3600000",
    })
    void timesAreSecondsOrHaveAUnit(String text, long millis) throws ConfigException {
        assertThat(Config.of(Map.of("timeout", text)).timeout()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 100", "64k, 65536", "10M, 10485760", "2g, 2147483648"})
    void sizesAreBytesOrHaveAUnit(String text, long bytes) throws ConfigException {
        assertThat(Config.of(Map.of("limit-request-body", text)).limitRequestBody())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"022, 18", "0o22, 18", "0, 0", "777, 511"})
    void theUmaskIsOctal(String text, int mask) throws ConfigException {
        assertThat(Config.of(Map.of("umask", text)).umask()).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers | x | workers: 'x' is not valid; give a whole number from 1 to 1000",
                "workers | 0 | workers: '0' is out of range; give a whole number from 1 to 1000",
                "workers | +2 | workers: '+2' is not valid; give a whole number from 1 to 1000",
                "workers | '' | workers: '' is not valid; give a whole number from 1 to 1000",
                "backlog | 0 | backlog: '0' is out of range; give a whole number of 1 or more",
                "max-requests | -1 | max-requests: '-1' is not valid; give a whole number of 0 or more",
                "timeout | -1 | timeout: '-1' is no time; give seconds such as 30 or 1.5, or a time such as 500ms,"
                        + " 30s, 2m or 1h",
                "timeout | 1.2.3 | timeout: '1.2.3' is no time; give seconds such as 30 or 1.5, or a time such as"
                        + " 500ms, 30s, 2m or 1h",
                "timeout | NaN | timeout: 'NaN' is no time; give seconds such as 30 or 1.5, or a time such as 500ms,"
                        + " 30s, 2m or 1h",
                "body-buffer | 2g | body-buffer: '2g' is too large; give at most 1073741824 bytes",
                "body-buffer | 1x | body-buffer: '1x' is not valid; give a number of bytes such as 65536, 64k or 10m",
                "umask | 9 | umask: '9' is no file mode mask; give an octal one such as 022",
                "user | no one | user: there is no user 'no one' on this machine; give a name or a number",
                "group | no one | group: there is no group 'no one' on this machine; give a name or a number",
                "worker-class | gevent | worker-class: 'gevent' is not known; give one of adaptive, gthread, sync,"
                        + " virtual",
                "log-level | loud | log-level: 'loud' is not known; give one of debug, info, warning, error, critical",
                "permit-missing-host | yes | permit-missing-host: 'yes' is neither true nor false",
                "env | A | env: 'A' is no variable; give NAME=VALUE",
                "app | shop=a.war | app: 'shop=a.war' has a context path without its slash; give /shop=a.war",
                "app | /shop= | app: '/shop=' names no application; give /ctx=APP.war",
                "jvm-opt | Xmx1g | jvm-opt: 'Xmx1g' is no option of a JVM; it begins with a dash, as -Xmx512m does",
                "access-logformat | %(h)s %(z)s | access-logformat: there is no '%(z)s'; the manual lists all",
                "access-logformat | %({Host}i)s %(h) | access-logformat: '%(h)' is not closed by )s",
                "cache-control | no-cache | cache-control: 'no-cache' is no rule; give a pattern such as /assets/* or *.css, =,"
                        + " and what Cache-Control says",
                "cache-control | assets/*=no-cache | cache-control: 'assets/*=no-cache' is no rule; give a pattern such as"
                        + " /assets/* or *.css, =, and what Cache-Control says",
                "pid | '' | pid: the path is empty",
                "datasource | shop | datasource: '' is no option of a data source; give NAME.OPTION=VALUE",
                "datasource | a b.url=x | datasource: 'a b.url' is no option of a data source; give NAME.OPTION=VALUE",
                "datasource | shop.uri=x | datasource: shop has no option uri; did you mean url?",
                "datasource | shop.url=db:x | datasource: shop.url: a URL of JDBC begins with jdbc:, as"
                        + " jdbc:postgresql://db/shop",
                "datasource | shop.maximum=0 | datasource: shop.maximum: '0' is out of range; give a whole number from"
                        + " 1 to 10000",
                "datasource | shop.isolation=none | datasource: shop.isolation: 'none' is not known; give one of"
                        + " read-uncommitted, read-committed, repeatable-read, serializable",
                "datasource | shop.apps=shop | datasource: shop.apps: 'shop' is no context path; it begins with /",
                "datasource | shop.user=me | datasource: shop has no url, such as jdbc:postgresql://db/shop",
                "datasource | shop.url=jdbc:a\\nshop.url=jdbc:b | datasource: shop.url is set twice; leave one",
                "datasource | shop.url=jdbc:a\\nshop.password=a\\nshop.password-file=b | datasource: shop has both"
                        + " password and password-file; give one of them",
                "datasource | shop.url=jdbc:a\\nshop.connection-timeout=0 | datasource: shop.connection-timeout is too"
                        + " short; give 250ms or more",
                "datasource | a.url=jdbc:a\\nb.url=jdbc:b\\nb.name=jdbc/a\\nb.apps=/x | datasource: a and b have the"
                        + " same name, jdbc/a; give each its own, or other apps",
                "wrokers | 2 | unknown setting wrokers; did you mean workers?",
                "gracefull_timeout | 2 | unknown setting gracefull_timeout; did you mean graceful-timeout?",
                "spew | 2 | unknown setting spew",
            })
    void anInvalidValueIsToldWithWhatWouldBeRight(String name, String text, String message) {
        assertThatThrownBy(() -> Config.of(Map.of(name, text.replace("\\n", "\n"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"/srv/a.war,", "=/srv/a.war,", "/=/srv/a.war, ''", "/x=/srv/a.war, /x", "/x/=/srv/a.war, /x"})
    void aContextPathIsLeftOpenOrTheRootOrBeginsWithASlash(String text, String contextPath) throws ConfigException {
        assertThat(Config.of(Map.of("app", text)).apps())
                .containsExactly(new AppLocation(contextPath, Path.of("/srv/a.war")));
    }

    @Test
    void twoApplicationsCannotShareAContextPath() {
        assertThatThrownBy(() -> Config.of(Map.of("app", "/a=x.war\n/a/=y.war")))
                .hasMessage("app: two applications have the context path /a; give each its own,"
                        + " as in --app /ctx=y.war");
    }

    @Test
    void pathsAreAbsoluteAndRelativeOnesBeginAtTheDirectory() throws ConfigException {
        Layer layer = TomlFile.parse("pid = 'run/x.pid'\napp = '../a.war'\naccess-logfile = 'access.log'", "f");

        Config config = Config.of(List.of(layer), Path.of("/srv/www"));

        assertThat(config.pidfile()).hasValue(Path.of("/srv/www/run/x.pid"));
        assertThat(config.apps()).containsExactly(new AppLocation(null, Path.of("/srv/a.war")));
        assertThat(config.accessLogfile()).hasValue("/srv/www/access.log");
    }
}
