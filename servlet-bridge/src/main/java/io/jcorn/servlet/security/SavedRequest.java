package io.jcorn.servlet.security;

import io.jcorn.app.Exchange;
import io.jcorn.app.RequestBody;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.request.BridgeRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The request that a login form came between (Servlet 6.1 §13.6.3), kept in the session until the user is back. Of a GET the target is all there
 * is to keep. Made of the JDK's own types, as {@link SessionLogin} is, and for the same reason. Immutable.
 */
final class SavedRequest {
    /** A stranger's body waits in memory until he logs in, or never does. */
    static final int MOST_BODY_BYTES = 64 * 1024;

    /** For how long after the login a request is replayed: later, the same address would be asked for with another intent. */
    private static final Duration REPLAYED = Duration.ofMinutes(1);

    private static final String ATTRIBUTE = "io.jcorn.servlet.security.request";
    private static final String TARGET = "target";
    private static final String METHOD = "method";
    private static final String FIELDS = "fields";
    private static final String BODY = "body";
    /** When its user logged in, in milliseconds; 0 while that is awaited. */
    private static final String LOGGED_IN = "loggedIn";

    /** Fields of the connection, of the body's framing, of conditions on an earlier answer: not for another time. */
    private static final Set<String> NOT_KEPT = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "keep-alive",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What the client says of itself now, and not of the request. */
    private static final Set<String> OF_THE_CLIENT = Set.of("cookie", "host", "authorization");

    private final String target;
    private final String method;
    private final List<String> fields;
    private final byte[] body;

    /**
     * A request.
     *
     * @param target path and query as the client wrote them
     * @param method "GET" for what only has to be asked for again
     * @param fields names and values in turn; empty for a GET
     */
    private SavedRequest(String target, String method, List<String> fields, byte[] body) {
        this.target = target;
        this.method = method;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    /**
     * What is to be replayed of a request.
     *
     * @return null if its body is larger than {@link #MOST_BODY_BYTES}
     */
    static SavedRequest of(BridgeRequest request) throws IOException {
        RequestHead head = request.exchange().request();
        String target = targetOf(request);
        boolean isRead = head.method().equals("GET") || head.method().equals("HEAD");
        // an application that asks for the login itself may have read the body: it can only be asked for again
        boolean isConsumed = head.hasBody() && request.exchange().body().isFinished();
        if (isRead || isConsumed) return new SavedRequest(target, "GET", List.of(), new byte[0]);
        byte[] body = head.contentLength() > MOST_BODY_BYTES
                ? null
                : body(request.exchange().body());
        return body == null ? null : new SavedRequest(target, head.method(), fields(head, NOT_KEPT, false), body);
    }

    /**
     * As the client wrote it, but for two things. It doesn't start with two slashes: a redirect there would lead to another host. And it has no
     * session id in it: that one will be another by then.
     */
    private static String targetOf(BridgeRequest request) {
        RequestHead head = request.exchange().request();
        String parameter = request.dispatch().context().sessionCookies().parameterName();
        String path = head.rawPath().replaceFirst("^/{2,}", "/");
        if (path.indexOf(';') >= 0) path = path.replaceAll(';' + Pattern.quote(parameter) + "=[^;/]*", "");
        return head.rawQuery() == null ? path : path + '?' + head.rawQuery();
    }

    private static byte[] body(RequestBody body) throws IOException {
        byte[] bytes = new byte[MOST_BODY_BYTES + 1];
        int length = 0;
        while (length < bytes.length) {
            int count = body.read(bytes, length, bytes.length - length);
            if (count < 0) return Arrays.copyOf(bytes, length);
            length += count;
        }
        return null;
    }

    private static List<String> fields(RequestHead head, Set<String> names, boolean in) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            if (names.contains(head.name(i).toLowerCase(Locale.ROOT)) != in) continue;
            fields.add(head.name(i));
            fields.add(head.value(i));
        }
        return fields;
    }

    /** A GET of the same target without conditions, for a page that is shown in place of what was asked for. */
    static Exchange plainGet(Exchange exchange) throws HttpException {
        RequestHead head = exchange.request();
        List<String> fields = fields(head, NOT_KEPT, false);
        fields.addAll(fields(head, OF_THE_CLIENT, true));
        fields = withoutContent(fields);
        return new SubstituteExchange(exchange, "GET", fields, new byte[0]);
    }

    private static List<String> withoutContent(List<String> fields) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += 2) {
            if (!fields.get(i).regionMatches(true, 0, "Content-", 0, "Content-".length()))
                kept.addAll(fields.subList(i, i + 2));
        }
        return kept;
    }

    /** This request, as if the client sent it now. */
    Exchange replayed(Exchange exchange) throws HttpException {
        List<String> all = new ArrayList<>(fields);
        all.addAll(fields(exchange.request(), OF_THE_CLIENT, true));
        return new SubstituteExchange(exchange, method, all, body);
    }

    String target() {
        return target;
    }

    boolean isFor(BridgeRequest request) {
        return targetOf(request).equals(target);
    }

    boolean isGet() {
        return method.equals("GET");
    }

    void keep(HttpSession session) {
        put(session, 0);
    }

    /**
     * Says that the user is on the way back to it.
     *
     * @param now in milliseconds
     */
    void loggedIn(HttpSession session, long now) {
        put(session, now);
    }

    private void put(HttpSession session, long loggedIn) {
        HashMap<String, Serializable> saved = new HashMap<>();
        saved.put(TARGET, target);
        saved.put(METHOD, method);
        saved.put(FIELDS, new ArrayList<>(fields));
        saved.put(BODY, body);
        saved.put(LOGGED_IN, loggedIn);
        session.setAttribute(ATTRIBUTE, saved);
    }

    /** null if there is none */
    static SavedRequest find(HttpSession session) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> saved)) return null;
        List<String> fields =
                ((List<?>) saved.get(FIELDS)).stream().map(String::valueOf).toList();
        return new SavedRequest(
                (String) saved.get(TARGET), (String) saved.get(METHOD), fields, (byte[]) saved.get(BODY));
    }

    /**
     * The one whose user has just logged in; null if there is none, or that was too long ago.
     *
     * @param now in milliseconds
     */
    static SavedRequest due(HttpSession session, long now) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> saved)) return null;
        long loggedIn = (Long) saved.get(LOGGED_IN);
        return loggedIn != 0 && now - loggedIn <= REPLAYED.toMillis() ? find(session) : null;
    }

    static void forget(HttpSession session) {
        session.removeAttribute(ATTRIBUTE);
    }
}
