package io.jcorn.servlet.security;

import io.jcorn.app.Exchange;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.BridgeResponse;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.InstantSource;

/**
 * FORM (Servlet 6.1 §13.6.3): the application's own page asks for name and password.
 *
 * <pre>
 *   protected request ──► saved in the session ──► login page (forwarded to, as a GET)
 *                                                      │ POST …/j_security_check
 *          error page (forwarded to) ◄── wrong ────────┤
 *                                                      │ right: session gets a new id
 *   replayed, method and body and all ◄── 303 to it ◄──┘
 * </pre>
 *
 * <p>All that is remembered is in the session, so each step may reach another worker.
 */
final class FormMechanism implements Mechanism {
    private static final String ACTION = "/j_security_check";

    private final Logins logins;
    private final String contextPath;
    private final LoginConfig config;
    private final InstantSource clock;

    /** @param contextPath encoded */
    FormMechanism(Logins logins, String contextPath, LoginConfig config, InstantSource clock) {
        this.logins = logins;
        this.contextPath = contextPath;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String authType() {
        return HttpServletRequest.FORM_AUTH;
    }

    @Override
    public boolean keepsSession() {
        return true;
    }

    @Override
    public boolean intercepts() {
        return true;
    }

    /** The session knows, and nobody else. */
    @Override
    public Caller identify(BridgeRequest request) {
        return null;
    }

    @Override
    public boolean intercept(BridgeRequest request, String path) throws IOException, ServletException {
        if (path.endsWith(ACTION) && request.getMethod().equals("POST")) {
            submit(request);
            return true;
        }
        replay(request);
        return false;
    }

    private void submit(BridgeRequest request) throws IOException, ServletException {
        String name = request.getParameter("j_username");
        String password = request.getParameter("j_password");
        Caller caller = name == null || password == null ? null : logins.check(name, password, authType(), request);
        if (caller == null) {
            show(config.errorPage(), request);
            return;
        }
        SessionLogin.keep(request, caller, true);
        request.identified(caller);
        HttpSession session = request.getSession();
        SavedRequest saved = SavedRequest.find(session);
        if (saved != null) saved.loggedIn(session, clock.millis());
        // who came to the form by a bookmark, or whose session expired while he typed, begins at the front page
        redirect(saved == null ? contextPath + '/' : saved.target(), request);
    }

    private static void redirect(String target, BridgeRequest request) throws IOException {
        BridgeResponse response = request.response();
        response.setHeader("Cache-Control", "no-store");
        // only for who has shown to need it: an id in a URL gets into histories and logs
        String path = request.dispatch().prefix() + target;
        String location = request.isRequestedSessionIdFromURL() ? response.encodeRedirectURL(path) : path;
        // HTTP/1.0 doesn't know 303 (§13.6.3)
        boolean old = request.exchange().request().minorVersion() == 0;
        response.sendRedirect(location, old ? HttpServletResponse.SC_FOUND : HttpServletResponse.SC_SEE_OTHER, true);
    }

    private void replay(BridgeRequest request) throws IOException {
        HttpSession session = request.getSession(false);
        SavedRequest saved = session == null ? null : SavedRequest.due(session, clock.millis());
        if (saved == null || !saved.isFor(request)) return;
        SavedRequest.forget(session);
        if (!saved.isGet()) request.exchange(saved.replayed(request.exchange()));
    }

    @Override
    public void challenge(BridgeRequest request) throws IOException, ServletException {
        if (isPage(request) && !save(request)) {
            request.response()
                    .sendError(
                            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                            "log in first: the request is too large to be kept until then");
            return;
        }
        show(config.loginPage(), request);
    }

    /**
     * Whether a user is to come back here after the login: not to the login page itself, nor to a picture or a script that happens to be protected
     * too, which browsers tell apart from a page.
     */
    private boolean isPage(BridgeRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (path.equals(pathOf(config.loginPage())) || path.equals(pathOf(config.errorPage()))) return false;
        RequestHead head = request.exchange().request();
        String mode = head.field("Sec-Fetch-Mode");
        return mode == null || mode.equals("navigate");
    }

    private static String pathOf(String page) {
        int query = page.indexOf('?');
        return query < 0 ? page : page.substring(0, query);
    }

    /**
     * The latest page asked for is the one to come back to. A session that was there before gets another id: who knows the old one must not be
     * able to put a request of his in the place of the user's, to be made with the user's rights (CVE-2013-2067).
     *
     * @return whether it could be saved
     */
    private static boolean save(BridgeRequest request) throws IOException {
        SavedRequest saved = SavedRequest.of(request);
        if (saved == null) return false;
        if (request.getSession(false) != null) request.changeSessionId();
        saved.keep(request.getSession());
        return true;
    }

    /** Forwards to a page as if it had been asked for by a plain GET: neither the method nor a condition was meant for it. */
    private void show(String page, BridgeRequest request) throws IOException, ServletException {
        BridgeResponse response = request.response();
        response.setHeader("Cache-Control", "no-store");
        RequestDispatcher dispatcher = request.getServletContext().getRequestDispatcher(page);
        if (dispatcher == null) throw new ServletException("there is no page " + page + " to log in with");
        Exchange asked = request.exchange();
        request.exchange(SavedRequest.plainGet(asked));
        try {
            dispatcher.forward(request, response);
        } finally {
            request.exchange(asked);
        }
    }
}
