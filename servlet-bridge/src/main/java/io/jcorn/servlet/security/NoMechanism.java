package io.jcorn.servlet.security;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Of an application without login-config: its code may call {@code login}, but nobody can be asked. */
final class NoMechanism implements Mechanism {
    @Override
    public String authType() {
        return "LOGIN";
    }

    @Override
    public Caller identify(BridgeRequest request) {
        return null;
    }

    @Override
    public void challenge(BridgeRequest request) throws IOException, ServletException {
        request.response().sendError(HttpServletResponse.SC_FORBIDDEN);
    }
}
