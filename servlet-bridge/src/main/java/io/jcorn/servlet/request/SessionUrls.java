package io.jcorn.servlet.request;

import io.jcorn.servlet.session.BridgeSession;
import jakarta.servlet.http.HttpServletRequest;

/** Session tracking by URL rewriting (Servlet 6.1 §7.1.3). */
final class SessionUrls {
    private SessionUrls() {}

    /**
     * The URL with the session's id in it, if the client can't be told otherwise: the application tracks by URL, there
     * is a session, the client didn't send it as a cookie, and the URL leads into the application.
     */
    static String encode(String url, BridgeRequest request) {
        RequestContext context = request.dispatch().context();
        if (url == null || !context.sessionTracking().byUrl() || url.startsWith("#")) {
            return url;
        }
        RequestSession tracked = request.session();
        BridgeSession session = tracked.get(false);
        if (session == null || tracked.isRequestedIdFromCookie() && tracked.isRequestedIdValid()) {
            return url;
        }
        int path = pathStart(url, request);
        return path < 0
                ? url
                : insert(url, path, ";" + context.sessionCookies().parameterName() + "=" + session.getId());
    }

    /** Where the path begins; -1 for a URL of another application. */
    private static int pathStart(String url, HttpServletRequest request) {
        int start = 0;
        int slashes = url.indexOf("://");
        if (slashes > 0 && url.indexOf('/') == slashes + 1) {
            StringBuffer own = request.getRequestURL();
            start = own.length() - request.getRequestURI().length();
            if (!url.regionMatches(true, 0, own.substring(0, start), 0, start)) {
                return -1;
            }
        } else if (!url.startsWith("/")) {
            return 0;
        }
        String contextPath = request.getContextPath();
        int end = start + contextPath.length();
        boolean own = url.startsWith(contextPath, start)
                && (end == url.length() || "/?#;".indexOf(url.charAt(end)) >= 0 || contextPath.isEmpty());
        return own ? start : -1;
    }

    private static String insert(String url, int from, String parameter) {
        int end = from;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(0, end) + parameter + url.substring(end);
    }
}
