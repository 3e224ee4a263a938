package io.jcorn.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.http.HeadLimits;
import io.jcorn.http.HeadParser;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.sock.TrustedPeers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedReaderTest {
    private static final TrustedPeers TRUSTED = TrustedPeers.parse("127.0.0.1,10.0.0.0/8,fd00::/8");

    /** @param fields separated by " | " */
    private static Forwarded read(String fields) throws HttpException {
        return read(fields, TRUSTED);
    }

    private static Forwarded read(String fields, TrustedPeers trusted) throws HttpException {
        RequestHead head = new RequestHead();
        byte[] bytes = ("GET / HTTP/1.1\r\nHost: h\r\n" + fields.replace(" | ", "\r\n") + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new HeadParser(HeadLimits.DEFAULT).parse(bytes, 0, bytes.length, head))
                .isEqualTo(bytes.length);
        assertThat(head.isMaybeForwarded()).isTrue();
        return ForwardedReader.read(head, trusted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            X-Forwarded-For: 192.0.2.1                                     > 192.0.2.1
            X-Forwarded-For: 192.0.2.1:4711                                > 192.0.2.1
            X-Forwarded-For: 203.0.113.9, 192.0.2.1                        > 192.0.2.1
            X-Forwarded-For: 203.0.113.9, 192.0.2.1, 10.1.1.1, fd00::1     > 192.0.2.1
            X-Forwarded-For: 203.0.113.9 | X-Forwarded-For: 192.0.2.1      > 192.0.2.1
            X-Forwarded-For: forged nonsense, 192.0.2.1                    > 192.0.2.1
            X-Forwarded-For: 10.1.1.1, 10.1.1.2                            > 10.1.1.1
            X-Forwarded-For: 192.0.2.1, unknown                            >
            X-Forwarded-For: 192.0.2.1, unknown, 10.1.1.1                  > 10.1.1.1
            X-Forwarded-For: 2001:db8::1                                   > 2001:db8:0:0:0:0:0:1
            X-Forwarded-For: [2001:db8::1]:80                              > 2001:db8:0:0:0:0:0:1
            Forwarded: for=192.0.2.1                                       > 192.0.2.1
            Forwarded: for=203.0.113.9, for=192.0.2.1;by=10.0.0.1          > 192.0.2.1
            Forwarded: For="[2001:db8::1]:4711"                            > 2001:db8:0:0:0:0:0:1
            Forwarded: for="_hidden"                                       >
            Forwarded: for=192.0.2.1 | Forwarded: for=10.0.0.7             > 192.0.2.1
            """)
    void findsTheClientFromTheRightToTheLastTrustedProxy(String fields, String client) throws HttpException {
        Forwarded forwarded = read(fields);

        assertThat(
                        forwarded.client() == null
                                ? null
                                : forwarded.client().getAddress().getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void takesTheLeftmostAddressWhereEverybodyIsTrusted() throws HttpException {
        Forwarded forwarded = read("X-Forwarded-For: 203.0.113.9, 192.0.2.1", TrustedPeers.parse("*"));

        assertThat(forwarded.client().getHostString()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', nullValues = "-", textBlock = """
            X-Forwarded-Proto: https                                                   > true  > -         > -
            X-Forwarded-Proto: http                                                    > false > -         > -
            X-Forwarded-Proto: WSS | X-Forwarded-Host: a.example | X-Forwarded-Port: 443 > true > a.example > 443
            X-Forwarded-For: 192.0.2.1, 10.0.0.1 | X-Forwarded-Proto: https, http      > true  > -         > -
            X-Forwarded-For: 9.9.9.9, 192.0.2.1 | X-Forwarded-Proto: http, https       > true  > -         > -
            X-Forwarded-For: 192.0.2.1, 10.0.0.1 | X-Forwarded-Proto: https            > true  > -         > -
            X-Forwarded-Host: a.example:8443 | X-Forwarded-Port: 8443                  > -     > a.example:8443 > 8443
            X-Forwarded-Host: a.example, a.example                                     > -     > a.example > -
            Forwarded: for=192.0.2.1;proto=https;host=a.example                        > true  > a.example > -
            Forwarded: proto=http;for=192.0.2.1, for=10.0.0.1;proto=https              > false > -         > -
            Forwarded: for=192.0.2.1;host="a.example:81" ; proto=https                 > true  > a.example:81 > -
            """)
    void tellsWhatTheClientCalled(String fields, Boolean secure, String authority, Integer port) throws HttpException {
        Forwarded forwarded = read(fields);

        assertThat(forwarded.secure()).isEqualTo(secure);
        assertThat(forwarded.authority()).isEqualTo(authority);
        assertThat(forwarded.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            X-Forwarded-Proto: https                                                          > ''
            X-Forwarded-Prefix: /shop                                                         > /shop
            X-Forwarded-Prefix: /shop/                                                        > /shop
            X-Forwarded-Prefix: /a/b%20c/..d                                                  > /a/b%20c/..d
            X-Forwarded-Prefix: /                                                             > ''
            X-Forwarded-Prefix: /a, /a                                                        > /a
            X-Forwarded-For: 192.0.2.1 | X-Forwarded-Prefix: /a                               > /a
            X-Forwarded-For: 192.0.2.1, 10.0.0.1 | X-Forwarded-Prefix: /a, /b                 > /a/b
            X-Forwarded-For: 9.9.9.9, 192.0.2.1, 10.0.0.1 | X-Forwarded-Prefix: /evil, /a, /b > /a/b
            """)
    void tellsWhatWasTakenFromThePath(String fields, String prefix) throws HttpException {
        assertThat(read(fields).prefix()).isEqualTo(prefix);
    }

    @Test
    void takesBothKindsIfTheyAgree() throws HttpException {
        Forwarded forwarded =
                read("X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: https | Forwarded: for=192.0.2.1;proto=https");

        assertThat(forwarded.secure()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            X-Forwarded-For: 192.0.2.1 | Forwarded: for=192.0.2.2                        > FORWARDED_CONTRADICTION
            X-Forwarded-For: 192.0.2.1 | Forwarded: for=192.0.2.1;host=evil.example      > FORWARDED_CONTRADICTION
            X-Forwarded-Proto: http, https                                               > FORWARDED_CONTRADICTION
            X-Forwarded-Proto: http | X-Forwarded-Proto: https                           > FORWARDED_CONTRADICTION
            X-Forwarded-Host: a.example:80 | X-Forwarded-Port: 443                       > FORWARDED_CONTRADICTION
            X-Forwarded-For: 192.0.2.256                                                 > BAD_FORWARDED
            X-Forwarded-For: localhost                                                   > BAD_FORWARDED
            X-Forwarded-For: 192.0.2.1:99999                                             > BAD_FORWARDED
            X-Forwarded-For: [::1]x                                                      > BAD_FORWARDED
            X-Forwarded-Proto: gopher                                                    > BAD_FORWARDED
            X-Forwarded-Host: a/b                                                        > BAD_FORWARDED
            X-Forwarded-Port: 0                                                          > BAD_FORWARDED
            X-Forwarded-Port: 65536                                                      > BAD_FORWARDED
            X-Forwarded-Prefix: /a, /b                                                   > FORWARDED_CONTRADICTION
            X-Forwarded-Prefix: a                                                        > BAD_FORWARDED
            X-Forwarded-Prefix: //evil.example                                           > BAD_FORWARDED
            X-Forwarded-Prefix: /a/../b                                                  > BAD_FORWARDED
            X-Forwarded-Prefix: /a?b                                                     > BAD_FORWARDED
            X-Forwarded-Prefix: /a;b                                                     > BAD_FORWARDED
            X-Forwarded-Prefix: https://evil.example                                     > BAD_FORWARDED
            Forwarded: for                                                               > BAD_FORWARDED
            Forwarded: for=                                                              > BAD_FORWARDED
            Forwarded: for="192.0.2.1                                                    > BAD_FORWARDED
            Forwarded: for=192.0.2.1;for=192.0.2.2                                       > BAD_FORWARDED
            Forwarded: for=192.0.2.1 for=192.0.2.2                                       > BAD_FORWARDED
            """)
    void refusesWhatIsMalformedOrContradictsItself(String fields, HttpError error) {
        assertThatThrownBy(() -> read(fields))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.error()).isEqualTo(error));
    }
}
