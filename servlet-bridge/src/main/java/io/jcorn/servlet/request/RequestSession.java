package io.jcorn.servlet.request;

import io.jcorn.http.RequestHead;
import io.jcorn.servlet.field.CookieField;
import io.jcorn.servlet.session.BridgeSession;
import io.jcorn.servlet.session.Saving;
import io.jcorn.servlet.session.SessionTracking;
import java.util.List;

/**
 * The session of a request in one context (Servlet 6.1 §7): which one the client asked for, and which one it has. Made
 * when it is first asked for; a request that crosses contexts has one for each.
 */
final class RequestSession {
    final RequestContext context;
    /** Of another context that the request came through; null usually. */
    final RequestSession next;

    private final BridgeRequest request;
    private BridgeSession session;
    private String requestedId;
    private boolean fromCookie;
    private boolean fromUrl;

    RequestSession(BridgeRequest request, RequestContext context, String idFromUrl, RequestSession next) {
        this.request = request;
        this.context = context;
        this.next = next;
        SessionTracking tracking = context.sessionTracking();
        if (tracking.byCookie()) {
            findByCookie();
        }
        if (session == null && idFromUrl != null && tracking.byUrl()) {
            findByUrl(idFromUrl);
        }
    }

    /** A client may send several cookies of the name, of longer and shorter paths: the first one that leads somewhere. */
    private void findByCookie() {
        RequestHead head = request.exchange().request();
        String name = context.sessionCookies().cookieName();
        for (int i = head.indexOf("Cookie", 0); i >= 0 && session == null; i = head.indexOf("Cookie", i + 1)) {
            CookieField cookies = new CookieField(head.value(i));
            while (session == null && cookies.next(name)) {
                String id = cookies.value();
                session = context.sessions().find(id);
                if (session != null || requestedId == null) {
                    requestedId = id;
                    fromCookie = true;
                }
            }
        }
    }

    private void findByUrl(String id) {
        session = context.sessions().find(id);
        if (session != null || requestedId == null) {
            requestedId = id;
            fromUrl = true;
            fromCookie = false;
        }
    }

    String requestedId() {
        return requestedId;
    }

    boolean isRequestedIdFromCookie() {
        return fromCookie;
    }

    boolean isRequestedIdFromUrl() {
        return fromUrl;
    }

    boolean isRequestedIdValid() {
        return session != null && session.isValid() && session.getId().equals(requestedId);
    }

    /** @throws IllegalStateException if one would have to be created and the client can't be told of it any more */
    BridgeSession get(boolean create) {
        if (session != null && !session.isValid()) {
            context.sessions().release(session);
            session = null;
        }
        if (session == null && create) {
            boolean byCookie = context.sessionTracking().byCookie();
            if (byCookie && request.response().isCommitted()) {
                throw new IllegalStateException("can't create a session: the response is committed");
            }
            session = context.sessions().create();
            if (byCookie) {
                sendCookie();
            }
        }
        return session;
    }

    String changeId() {
        if (get(false) == null) {
            throw new IllegalStateException("the request has no session");
        }
        String id = context.sessions().changeId(session);
        if (context.sessionTracking().byCookie() && !request.response().isCommitted()) {
            sendCookie();
        }
        return id;
    }

    private void sendCookie() {
        request.response()
                .sessionCookie(
                        context.sessionCookies().cookieName(),
                        context.sessionCookies()
                                .setCookie(
                                        session.getId(),
                                        request.isSecure(),
                                        request.dispatch().prefix()));
    }

    /** See {@link BridgeSession#owners}. */
    List<String> owners() {
        return session == null ? List.of() : session.owners();
    }

    /** Another worker has the request: it counts as an access there. */
    void passOn() {
        context.sessions().passOn(session);
    }

    /** @return what the response has to wait for; null if there is nothing */
    Saving release() {
        return session == null ? null : context.sessions().release(session);
    }

    /** Stores what has changed so far. Blocks. */
    void save() {
        Saving saving = session == null ? null : context.sessions().save(session);
        if (saving != null) {
            saving.await();
        }
    }
}
