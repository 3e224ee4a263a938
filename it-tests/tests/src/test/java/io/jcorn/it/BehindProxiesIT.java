package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** jcorn behind real proxies: a servlet sees the client, and a client can't make it see another one. */
class BehindProxiesIT {
    private static final String NGINX = """
            worker_processes 1;
            pid FOLDER/nginx.pid;
            error_log stderr;
            events { }
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                set_real_ip_from 127.0.0.1;
                real_ip_header X-Test-Client;
                server {
                    listen LISTEN;
                    location / {
                        proxy_pass http://UPSTREAM;
                        proxy_set_header Host              $host;
                        proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto https;
                        proxy_set_header X-Forwarded-Host  $host;
                        proxy_set_header X-Forwarded-Port  443;
                        proxy_set_header X-Forwarded-Prefix "";
                        proxy_set_header Forwarded         "";
                    }
                    location /store/ {
                        proxy_pass http://UPSTREAM/;
                        proxy_set_header Host               shop.example;
                        proxy_set_header X-Forwarded-Prefix /store;
                    }
                }
            }
            """;

    private static final String HAPROXY = """
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            frontend front
                bind LISTEN
                http-request set-src hdr(X-Test-Client) if { hdr(X-Test-Client) -m found }
                default_backend jcorn
            backend jcorn
                server one UPSTREAM SEND
            """;

    @TempDir
    Path folder;

    private static String upstream(JcornProcess jcorn) {
        return "127.0.0.1:" + jcorn.address().getPort();
    }

    /** The proxy is told that the client has another address, since all that tests have is this machine. */
    private static String get(String fields) {
        return "GET /connection HTTP/1.1\r\nHost: shop.example\r\nX-Test-Client: 192.0.2.1\r\n" + fields + "\r\n";
    }

    @Test
    void seesTheClientThroughNginx() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE);
                FrontProxy nginx = FrontProxy.nginx(folder, NGINX.replace("UPSTREAM", upstream(jcorn)));
                RawClient client = nginx.connect()) {
            assertThat(client.exchange(get("")).body()).isEqualTo("192.0.2.1 https://shop.example/connection true 443");
            String forged =
                    "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: evil.example\r\nForwarded: for=203.0.113.9\r\n";
            forged += "X-Forwarded-Prefix: /evil\r\n";
            assertThat(client.exchange(get(forged)).body())
                    .isEqualTo("192.0.2.1 https://shop.example/connection true 443");
            assertThat(client.exchange(get("").replace("/connection", "/store/connection"))
                            .body())
                    .endsWith(" http://shop.example/store/connection false 80");
        }
    }

    @Test
    void seesNothingButThePeerIfNginxIsNotTrusted() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--forwarded-allow-ips", "10.0.0.1");
                FrontProxy nginx = FrontProxy.nginx(folder, NGINX.replace("UPSTREAM", upstream(jcorn)));
                RawClient client = nginx.connect()) {
            assertThat(client.exchange(get("")).body()).isEqualTo("127.0.0.1 http://shop.example/connection false 80");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1, send-proxy",
        "v2, send-proxy-v2",
        "v2, send-proxy-v2 send-proxy-v2-ssl",
        "auto, send-proxy",
        "auto, send-proxy-v2"
    })
    void seesTheClientThroughHaproxy(String version, String send) {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--proxy-protocol", version);
                FrontProxy haproxy = FrontProxy.haproxy(
                        folder, HAPROXY.replace("UPSTREAM", upstream(jcorn)).replace("SEND", send));
                RawClient client = haproxy.connect()) {
            assertThat(client.exchange(get("X-Forwarded-For: 203.0.113.9\r\n")).body())
                    .isEqualTo("192.0.2.1 http://shop.example/connection false 80");
        }
    }

    @Test
    void refusesHaproxyThatMayNotSpeakTheProxyProtocol() {
        try (JcornProcess jcorn =
                        JcornProcess.serving(Built.PROBE, "--proxy-protocol", "v1", "--proxy-allow-from", "10.0.0.1");
                FrontProxy haproxy = FrontProxy.haproxy(
                        folder, HAPROXY.replace("UPSTREAM", upstream(jcorn)).replace("SEND", "send-proxy"));
                RawClient client = haproxy.connect()) {
            assertThat(client.exchange(get("")).status()).isEqualTo(400);
            jcorn.awaitLog("a PROXY header from a peer that proxy-allow-from doesn't name");
        }
    }
}
