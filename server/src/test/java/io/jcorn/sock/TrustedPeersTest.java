package io.jcorn.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedPeersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1            | 127.0.0.1         | true
            127.0.0.1            | 127.0.0.2         | false
            127.0.0.1, ::1       | ::1               | true
            10.0.0.0/8           | 10.255.255.255    | true
            10.0.0.0/8           | 11.0.0.0          | false
            192.168.4.0/22       | 192.168.7.255     | true
            192.168.4.0/22       | 192.168.8.0       | false
            0.0.0.0/0            | 9.9.9.9           | true
            0.0.0.0/0            | ::1               | false
            2001:db8::/33        | 2001:db8:7fff::1  | true
            2001:db8::/33        | 2001:db8:8000::1  | false
            10.0.0.1             | ::ffff:10.0.0.1   | true
            *                    | 9.9.9.9           | true
            ''                   | 127.0.0.1         | false
            """)
    void containsAddresses(String list, String peer, boolean contained) {
        TrustedPeers peers = TrustedPeers.parse(list);

        assertThat(peers.contains(new InetSocketAddress(NumericAddress.parse(peer), 1)))
                .isEqualTo(contained);
        assertThat(TrustedPeers.parse(peers.toString())).isEqualTo(peers);
    }

    @Test
    void containsPeersOnUnixSocketsUnlessNobodyIsTrusted() {
        UnixDomainSocketAddress unix = UnixDomainSocketAddress.of("");

        assertThat(TrustedPeers.parse("10.0.0.1").contains(unix)).isTrue();
        assertThat(TrustedPeers.parse("*").contains(unix)).isTrue();
        assertThat(TrustedPeers.parse("").contains(unix)).isFalse();
        assertThat(TrustedPeers.parse("*").contains(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost      | give an IP address, a network such as 10.0.0.0/8, or * for all
            10.1           | no address
            010.0.0.1      | no address
            256.0.0.1      | no address
            ::1%lo         | no address
            10.0.0.1,      | no address
            10.0.0.1,*     | no address
            10.0.0.0/33    | its prefix is not within 0..32
            10.0.0.0/x     | its prefix is not within 0..32
            10.0.0.1/8     | give 10.0.0.0/8
            """)
    void tellsWhatIsWrong(String list, String message) {
        assertThatThrownBy(() -> TrustedPeers.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
