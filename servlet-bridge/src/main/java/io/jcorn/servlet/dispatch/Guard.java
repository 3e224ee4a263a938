package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.request.BridgeRequest;
import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * Stands between a request from the client and the filters and servlets that it is mapped to (Servlet 6.1 §13.8.3). Not asked for forwards,
 * includes, error pages and async dispatches: they are the application's own decision (§13.2). Implemented by a higher package.
 */
public interface Guard {
    /**
     * On the request's thread; may block.
     *
     * @param path in the context, canonical and decoded: what servlets are mapped by, so that nobody gets around a constraint by another
     *     spelling
     * @return false if the response has been made instead
     */
    boolean admits(BridgeRequest request, String path) throws IOException, ServletException;
}
