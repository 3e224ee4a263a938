package io.jcorn.servlet.security;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.ServletException;
import java.io.IOException;

/** How callers prove who they are (Servlet 6.1 §13.6). One for each application, used by all request threads. */
interface Mechanism {
    /** What {@code getAuthType} tells of who logged in by it. */
    String authType();

    /** The caller by what the request brought; null if it brought nothing, or something wrong. */
    Caller identify(BridgeRequest request) throws IOException;

    /** Makes the response that asks the client who it is. */
    void challenge(BridgeRequest request) throws IOException, ServletException;

    /**
     * Looks at a request before anything else does.
     *
     * @return true if the response is made
     */
    default boolean intercept(BridgeRequest request, String path) throws IOException, ServletException {
        return false;
    }

    /** Whether who logged in stays so for the session, which is made for it if need be; else only if there is one. */
    default boolean keepsSession() {
        return false;
    }

    /** Whether it has to see all requests, constrained or not. */
    default boolean intercepts() {
        return false;
    }
}
