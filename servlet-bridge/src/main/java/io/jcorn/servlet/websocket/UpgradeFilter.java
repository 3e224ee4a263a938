package io.jcorn.servlet.websocket;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives handshakes to the engine, after the application's own filters have let them through. */
public final class UpgradeFilter implements Filter {
    private final WebSocketApplication application;

    UpgradeFilter(WebSocketApplication application) {
        this.application = application;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && "websocket".equalsIgnoreCase(http.getHeader("Upgrade"))
                && http.getMethod().equals("GET")
                && application.upgrade(http, answer)) {
            return;
        }
        chain.doFilter(request, response);
    }
}
