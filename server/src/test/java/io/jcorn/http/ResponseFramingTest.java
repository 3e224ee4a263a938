package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.http.ResponseFraming.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseFramingTest {
    @ParameterizedTest(name = "{0} HTTP/1.{1} {2} length {3} keep-alive {4}")
    @CsvSource({
        // method, minor, status, length, keepAlive: coding, length, sendsBody, persistent, announces
        "GET,  1, 200,  5, true,  LENGTH,   5, true,  true,  false",
        "GET,  1, 200,  0, true,  LENGTH,   0, true,  true,  false",
        "GET,  1, 200,  5, false, LENGTH,   5, true,  false, false",
        "GET,  1, 200, -1, true,  CHUNKED, -1, true,  true,  false",
        "GET,  1, 200, -1, false, CHUNKED, -1, true,  false, false",
        "GET,  0, 200,  5, true,  LENGTH,   5, true,  true,  true",
        "GET,  0, 200,  5, false, LENGTH,   5, true,  false, false",
        "GET,  0, 200, -1, true,  CLOSE,   -1, true,  false, false",
        "HEAD, 1, 200,  5, true,  LENGTH,   5, false, true,  false",
        "HEAD, 1, 200, -1, true,  NONE,    -1, false, true,  false",
        "HEAD, 0, 200, -1, true,  NONE,    -1, false, true,  true",
        "GET,  1, 204,  5, true,  NONE,    -1, false, true,  false",
        "GET,  1, 101, -1, true,  NONE,    -1, false, true,  false",
        "GET,  1, 101, -1, false, NONE,    -1, false, true,  false",
        "GET,  1, 205,  5, true,  LENGTH,   0, false, true,  false",
        "GET,  1, 304,  5, true,  LENGTH,   5, false, true,  false",
        "GET,  1, 304, -1, true,  NONE,    -1, false, true,  false",
        "GET,  0, 304, -1, true,  NONE,    -1, false, true,  true",
        "HEAD, 1, 204, -1, false, NONE,    -1, false, false, false",
    })
    void decides(
            String method,
            int minorVersion,
            int status,
            long length,
            boolean keepAlive,
            Coding coding,
            long sentLength,
            boolean sendsBody,
            boolean persistent,
            boolean announces) {
        assertThat(ResponseFraming.of(method.equals("HEAD"), minorVersion, status, length, keepAlive))
                .isEqualTo(new ResponseFraming(coding, sentLength, sendsBody, persistent, announces));
    }

    @Test
    void goesOnOnlyIfAllAreWilling() throws HttpException {
        RequestHead keep = Requests.parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        RequestHead close = Requests.parse("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        ResponseHead response = new ResponseHead();
        assertThat(ResponseFraming.of(keep, response, 0, true).persistent()).isTrue();
        assertThat(ResponseFraming.of(keep, response, 0, false).persistent()).isFalse();
        assertThat(ResponseFraming.of(close, response, 0, true).persistent()).isFalse();
        response.set("Connection", "close");
        assertThat(ResponseFraming.of(keep, response, 0, true).persistent()).isFalse();
    }
}
