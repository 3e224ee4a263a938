package io.jcorn.it;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is meant to differ from Tomcat; {@code docs/tomcat.md} tells why. */
enum Difference {
    CONNECTION_AFTER_AN_ERROR(".*: connection: Tomcat \"close\", jcorn has none"),
    STRONG_ENTITY_TAG(".*: etag: Tomcat \"W/.*\", jcorn \"\""),
    LAST_MODIFIED_OF_WHAT_IS_NOT_MODIFIED("GET \\S+ \\| If-.*: last-modified: Tomcat has none, jcorn "),
    UNKNOWN_RANGE_UNIT("GET \\S+ \\| Range: lines=1: "),
    ABSOLUTE_REDIRECT(".*: location: Tomcat \"[./].*\", jcorn \"http://test/|"
            + ".*: body: Tomcat \"\", jcorn \"<!DOCTYPE html>\n<title>Redirect</title>|"
            + ".*: content-type: Tomcat has none, jcorn \"text/html;charset=ISO-8859-1\""),
    CHARSET_OF_A_WRITER(
            ".*: content-type: Tomcat \"(.*)UTF-8\", jcorn \"\\1ISO-8859-1\"|GET /faces/basket.txt: body: "),
    CHARSET_OF_A_LOCALE(".*: content-type: Tomcat \"(.*);charset=ISO-8859-1\", jcorn \"\\1\""),
    COOKIES_THAT_ARE_NONE("GET /jsp/cookie.jsp\\?odd: body: "),
    TRACE("TRACE "),
    PAGE_OF_A_FAILED_HANDSHAKE(".*\\| Sec-WebSocket-Version: 12.*: body: Tomcat \"\", jcorn \"the server's own page\""),
    COMPRESSION_WITHOUT_CONTEXT(".*: sec-websocket-extensions: Tomcat \"permessage-deflate\"");

    private final Pattern found;

    /** @param regex a difference in {@link Comparison}'s words, from its beginning */
    Difference(String regex) {
        this.found = Pattern.compile(regex, Pattern.DOTALL);
    }

    /** The one that these words tell of. */
    static Optional<Difference> of(String words) {
        return Stream.of(values())
                .filter(difference -> difference.found.matcher(words).lookingAt())
                .findFirst();
    }
}
