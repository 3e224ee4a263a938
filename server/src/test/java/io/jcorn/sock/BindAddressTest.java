package io.jcorn.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "127.0.0.1, 127.0.0.1, 8000",
        "'', 0.0.0.0, 8000",
        ":9000, 0.0.0.0, 9000",
        "localhost:0, localhost, 0",
        "LocalHost:1, localhost, 1",
        "tcp://10.0.0.1:65535, 10.0.0.1, 65535",
        "[::1]:8000, ::1, 8000",
        "[::], ::, 8000",
        "tcp://[FE80::1]:80, fe80::1, 80",
    })
    void readsTcp(String text, String host, int port) {
        assertThat(BindAddress.parse(text)).isEqualTo(new BindAddress.Tcp(host, port));
    }

    @ParameterizedTest
    @CsvSource({"unix:/run/a.sock, /run/a.sock", "unix:///run/a.sock, /run/a.sock", "unix:a.sock, a.sock"})
    void readsUnix(String text, Path path) {
        assertThat(BindAddress.parse(text)).isEqualTo(new BindAddress.Unix(path));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080",
        "[::1]:8000",
        "unix:/run/a.sock",
        "fd://3",
    })
    void writesWhatItReads(String text) {
        assertThat(BindAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, for a port write :8000",
        "host:, is not a port",
        "host:http, is not a port",
        "host:65536, a port is at most 65535",
        "host:-1, is not a port",
        "::1, in brackets",
        "[::1, not closed",
        "[host]:80, brackets are for IPv6",
        "[::1]80, only :PORT",
        "unix:, a path must follow",
        "fd://x, is not a descriptor number",
        "http://host:80, its scheme is not one of tcp://",
    })
    void tellsWhatIsWrong(String text, String why) {
        assertThatThrownBy(() -> BindAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining(why);
    }
}
