package io.jcorn.servlet.request;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * What a request asks of its application's security (Servlet 6.1 §13.3, §13.10). Implemented by a higher package; used on the thread that
 * the request is on. Everything but {@link #isInRole} may block: it asks where users are kept.
 */
public interface RequestSecurity {
    /** The caller by what came with the request, without asking the client for anything; null if nothing tells, or it is wrong. */
    Caller identify(BridgeRequest request) throws IOException;

    /** @throws ServletException if that is no user's password */
    Caller login(BridgeRequest request, String user, String password) throws ServletException;

    /** Forgets the caller of this request and of the session. */
    void logout(BridgeRequest request);

    /**
     * Asks the client to prove who it is, by the application's login mechanism: the response is that question.
     *
     * @throws ServletException if the application has no such mechanism
     */
    void challenge(BridgeRequest request) throws IOException, ServletException;

    /** @param role a role, or what {@code servlet} calls it */
    boolean isInRole(Caller caller, ServletTarget servlet, String role);
}
