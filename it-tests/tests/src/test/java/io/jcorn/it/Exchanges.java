package io.jcorn.it;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests by the application that answers them, one a line as {@link Exchange} reads it. One that begins with {@code
 * then} belongs to the session of the one before it.
 */
final class Exchanges {
    /** Files, conditions and ranges, folders and welcome files: the demo. */
    private static final String STATIC_FILES = """
            GET /demo/
            GET /demo
            GET /demo?a=b
            POST /demo
            GET /demo/index.html
            HEAD /demo/index.html
            GET /demo/style.css
            GET /demo/demo.js
            GET /demo/style.css | Range: bytes=0-9
            GET /demo/style.css | Range: bytes=0-9,20-29
            GET /demo/style.css | Range: bytes=-5
            GET /demo/style.css | Range: bytes=999999-
            GET /demo/style.css | Range: lines=1
            GET /demo/style.css | If-None-Match: *
            GET /demo/style.css | If-None-Match: "no"
            GET /demo/style.css | If-Match: "no"
            GET /demo/style.css | If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT
            GET /demo/style.css | If-Unmodified-Since: Fri, 01 Jan 2010 00:00:00 GMT
            GET /demo/style.css | Range: bytes=0-9 | If-Range: "no"
            POST /demo/style.css
            PUT /demo/style.css | x
            DELETE /demo/style.css
            OPTIONS /demo/style.css
            TRACE /demo/style.css
            GET /demo/nothing.css
            GET /demo/style.css/more
            GET /demo/WEB-INF
            GET /demo/WEB-INF/
            GET /demo/WEB-INF/classes/
            GET /demo/web-inf/web.xml
            GET /demo/META-INF/
            """;

    /** Sessions, forms, uploads, errors and asynchronous answers without a framework: the demo and the probe. */
    private static final String SERVLETS = """
            GET /demo/counter
            then GET /demo/counter
            POST /demo/greeting | Content-Type: application/x-www-form-urlencoded | name=%C3%A4
            POST /demo/greeting | Content-Type: application/x-www-form-urlencoded | name=
            POST /demo/greeting | Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1 | name=%E4
            GET /demo/greeting
            GET /demo/api/worker
            GET /demo/upload
            POST /demo/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="file"; filename="a.txt"\\r\\n\\r\\nacorn\\r\\n--b--\\r\\n
            POST /demo/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="other"\\r\\n\\r\\nacorn\\r\\n--b--\\r\\n
            POST /demo/upload | Content-Type: text/plain | x
            GET /probe/plaintext
            HEAD /probe/plaintext
            POST /probe/plaintext
            GET /probe/headers | A: b | A: c
            GET /probe/connection
            POST /probe/echo | Content-Type: text/plain | hello
            POST /probe/echo | Transfer-Encoding: chunked | 5\\r\\nhello\\r\\n0\\r\\n\\r\\n
            POST /probe/echo?a=b
            PUT /probe/echo | hello
            PATCH /probe/echo | hello
            GET /probe/throw
            HEAD /probe/throw
            POST /probe/throw
            GET /probe/sleep?ms=no
            GET /probe/slow?chunks=2&ms=1
            GET /probe/live/async
            GET /probe/live/open
            then GET /probe/live/end
            GET /probe/
            GET /probe
            """;

    /** Pages, with error pages of their own. */
    private static final String JSP = """
            GET /jsp/?name=oak
            GET /jsp
            GET /jsp/index.jsp
            HEAD /jsp/index.jsp
            GET /jsp/cookie.jsp
            GET /jsp/cookie.jsp | Cookie: a=b; c="d"; taste=; f=g=h; a=again
            GET /jsp/cookie.jsp?odd | Cookie: a=b; c="d e"; f; g=h
            POST /jsp/index.jsp | Content-Type: application/x-www-form-urlencoded | name=%C3%A4
            PUT /jsp/index.jsp
            OPTIONS /jsp/index.jsp
            GET /jsp/tags.jsp?times=3
            GET /jsp/hello
            GET /jsp/outer.jsp
            GET /jsp/forward.jsp
            GET /jsp/six.page
            GET /jsp/fails.jsp
            HEAD /jsp/fails.jsp
            GET /jsp/broken.jsp
            GET /jsp/missing
            GET /jsp/missing.jsp
            GET /jsp/WEB-INF/inner.jsp
            GET /jsp/META-INF/MANIFEST.MF
            GET /jsp/count.jsp
            then GET /jsp/count.jsp
            """;

    /** Handshakes; what follows has a test of its own. */
    private static final String WEBSOCKET = """
            GET /websocket/guest?name=Ann
            then GET /websocket/guest?name=Ann
            GET /websocket/echo/oak
            GET /websocket/echo/oak | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            GET /websocket/echo/oak | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 12 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            GET /websocket/echo/oak | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 13
            GET /websocket/guests | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Protocol: other, hello
            GET /websocket/echo/oak | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Extensions: permessage-deflate
            GET /websocket/nowhere | Upgrade: websocket | Connection: Upgrade | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    private static final String SPRING_MVC = """
            GET /spring-mvc/?name=oak
            GET /spring-mvc/?name=%C3%A4
            GET /spring-mvc
            GET /spring-mvc/orders/7
            HEAD /spring-mvc/orders/7
            OPTIONS /spring-mvc/orders/7
            GET /spring-mvc/orders/seven
            POST /spring-mvc/orders | Content-Type: application/json | {"item":"leaf","count": 1}
            POST /spring-mvc/orders | Content-Type: application/json | {"item":
            POST /spring-mvc/orders | Content-Type: text/plain | x
            POST /spring-mvc/orders | Content-Type: application/json | Accept: text/html | {"item":"leaf","count": 1}
            DELETE /spring-mvc/orders
            TRACE /spring-mvc/
            PROPFIND /spring-mvc/
            GET /spring-mvc/later
            GET /spring-mvc/nothing
            GET /nowhere/at/all
            GET /spring-mvc/a%2Fb
            GET /spring-mvc/a%5Cb
            GET /spring-mvc/orders/7;v=1
            GET /spring-mvc/./orders/../orders/7
            GET /spring-mvc/%zz
            GET /spring-mvc/?name=%zz
            GET /spring-mvc/orders/7 | Connection: close
            """;

    private static final String SPRING_BOOT = """
            GET /spring-boot/
            GET /spring-boot
            GET /spring-boot/index.html
            HEAD /spring-boot/index.html
            GET /spring-boot/index.html | Range: bytes=0-8
            GET /spring-boot/index.html | If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT
            POST /spring-boot/orders | Content-Type: application/json | {"item":"leaf","count":1}
            POST /spring-boot/form | Content-Type: application/x-www-form-urlencoded | item=an+acorn
            POST /spring-boot/form | Content-Type: application/x-www-form-urlencoded | item=%C3%A4
            POST /spring-boot/form | Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1 | item=%E4
            POST /spring-boot/form | Content-Type: application/x-www-form-urlencoded | other=1
            PUT /spring-boot/form | Content-Type: application/x-www-form-urlencoded | item=1
            POST /spring-boot/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="file"; filename="a.txt"\\r\\n\\r\\nacorn\\r\\n--b--\\r\\n
            POST /spring-boot/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="other"\\r\\n\\r\\nacorn\\r\\n--b--\\r\\n
            POST /spring-boot/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Dis
            POST /spring-boot/upload | Content-Type: text/plain | x
            GET /spring-boot/events
            GET /spring-boot/broken
            GET /spring-boot/broken | Accept: text/html
            HEAD /spring-boot/broken
            GET /spring-boot/nothing
            GET /spring-boot/nothing | Accept: text/html
            GET /spring-boot/staff/notes
            GET /spring-boot/login
            POST /spring-boot/logout
            GET /spring-boot/error
            """;

    private static final String SPRING_BOOT_4 = """
            GET /spring-boot-4/
            GET /spring-boot-4
            HEAD /spring-boot-4/orders/7
            GET /spring-boot-4/orders/7 | If-None-Match: "7"
            GET /spring-boot-4/orders/7 | If-None-Match: W/"7", "8"
            PUT /spring-boot-4/orders/7 | Content-Type: application/json | {"item":"leaf","count":7}
            PUT /spring-boot-4/orders/7 | Content-Type: application/json | {"item":"leaf","count":8}
            POST /spring-boot-4/orders | Content-Type: application/json | {"item":"leaf","count":1}
            POST /spring-boot-4/orders | Content-Type: application/json; charset=UTF-8 | {"item":"Ã¤","count":1}
            DELETE /spring-boot-4/orders/7
            OPTIONS /spring-boot-4/orders/7
            POST /spring-boot-4/form | Content-Type: application/x-www-form-urlencoded | item=%C3%A4
            POST /spring-boot-4/upload | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="file"; filename="a.txt"\\r\\n\\r\\nacorn\\r\\n--b\\r\\nContent-Disposition: form-data; name="text"\\r\\n\\r\\nÃ¤\\r\\n--b--\\r\\n
            POST /spring-boot-4/upload?text=x | Content-Type: multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name="file"; filename="a.txt"\\r\\n\\r\\nacorn\\r\\n--b--\\r\\n
            GET /spring-boot-4/visits
            then GET /spring-boot-4/visits
            GET /spring-boot-4/events
            GET /spring-boot-4/stream
            HEAD /spring-boot-4/stream
            GET /spring-boot-4/later
            GET /spring-boot-4/never
            GET /spring-boot-4/broken-later
            GET /spring-boot-4/nothing
            GET /spring-boot-4/nothing | Accept: text/html
            GET /spring-boot-4/actuator/health
            GET /spring-boot-4/actuator/nothing
            """;

    private static final String JERSEY = """
            GET /spring-mvc/orders/7 | Accept-Encoding: gzip
            then POST /jersey/api/orders | Content-Type: application/json | {"item":"leaf","count":1}
            POST /jersey/api/orders | Content-Type: application/json | {"item":
            POST /jersey/api/orders | Content-Type: text/plain | x
            GET /jersey/api/orders
            OPTIONS /jersey/api/orders
            GET /jersey/api/orders/events
            HEAD /jersey/api/orders/events
            GET /jersey/api/orders/visits
            then GET /jersey/api/orders/visits
            GET /jersey/api/orders/broken
            GET /jersey/api/nothing
            GET /jersey/
            GET /jersey
            """;

    private static final String FACES = """
            GET /faces/basket.xhtml
            GET /faces/basket.txt
            GET /faces/jakarta.faces.resource/faces.js.xhtml?ln=jakarta.faces
            GET /faces/nothing.xhtml
            GET /faces/
            GET /faces/jakarta.faces.resource/nothing.css.xhtml
            """;

    private static final String STRUTS = """
            GET /struts/order.action
            POST /struts/order.action | Content-Type: application/x-www-form-urlencoded | item=leaf
            then POST /struts/order.action | Content-Type: application/x-www-form-urlencoded | item=%C3%A4
            POST /struts/order.action | Content-Type: application/x-www-form-urlencoded | item=
            GET /struts/nothing.action
            GET /struts/
            GET /struts/WEB-INF/order.jsp
            GET /struts/WEB-INF/web.xml
            """;

    private static final String WICKET = """
            GET /wicket/
            GET /wicket
            GET /wicket/nothing
            GET /wicket/wicket/bookmarkable/io.jcorn.wicket.BasketPage
            GET /wicket/wicket/bookmarkable/io.jcorn.wicket.NoPage
            """;

    /** What looks into an application: the H2 console, JavaMelody, Jolokia. */
    private static final String CONSOLES = """
            GET /consoles/
            GET /consoles/h2/
            GET /consoles/h2/login.jsp
            GET /consoles/h2/nothing.do
            GET /consoles/h2
            GET /consoles/jolokia/
            GET /consoles/jolokia/version
            GET /consoles/jolokia/read/java.lang:type=Runtime/SpecVersion
            GET /consoles/jolokia/read/java.lang:type=Nothing
            POST /consoles/jolokia/ | Content-Type: application/json | {"type":"read","mbean":"java.lang:type=Runtime","attribute":"SpecVersion"}
            POST /consoles/jolokia/ | Content-Type: application/json | {"type":
            OPTIONS /consoles/jolokia/ | Origin: http://elsewhere | Access-Control-Request-Method: POST
            DELETE /consoles/jolokia/
            """;

    private static final List<String> ALL = List.of(
            STATIC_FILES,
            SERVLETS,
            JSP,
            WEBSOCKET,
            SPRING_MVC,
            SPRING_BOOT,
            SPRING_BOOT_4,
            JERSEY,
            FACES,
            STRUTS,
            WICKET,
            CONSOLES);

    private Exchanges() {}

    /** All of them, those of a session together. */
    static Stream<List<String>> sessions() {
        return ALL.stream()
                .flatMap(table -> Arrays.stream(table.split("\n(?!then )")))
                .map(session -> Arrays.asList(session.split("\nthen ")));
    }
}
