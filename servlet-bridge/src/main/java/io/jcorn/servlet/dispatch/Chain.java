package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.request.BridgeRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;

/** Filters and the servlet behind them; made once, run by all requests that need just these. */
final class Chain {
    private final FilterHolder[] filters;
    private final ServletHolder servlet;

    Chain(List<FilterHolder> filters, ServletHolder servlet) {
        this.filters = filters.toArray(FilterHolder[]::new);
        this.servlet = servlet;
    }

    ServletHolder servlet() {
        return servlet;
    }

    /**
     * Runs the application's code on the caller's thread.
     *
     * @param bridge the container's request behind {@code request}
     */
    void run(BridgeRequest bridge, ServletRequest request, ServletResponse response)
            throws ServletException, IOException {
        if (filters.length == 0) {
            servlet.service(request, response);
        } else {
            new Walk(bridge).doFilter(request, response);
        }
    }

    /** One request's way along the chain. A filter that goes on twice sends the request the same way twice. */
    private final class Walk implements FilterChain {
        private final BridgeRequest bridge;
        private int next;

        Walk(BridgeRequest bridge) {
            this.bridge = bridge;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
            int at = next;
            if (at == filters.length) {
                servlet.service(request, response);
                return;
            }
            FilterHolder holder = filters[at];
            if (!holder.asyncSupported()) bridge.blockAsync();
            next = at + 1;
            try {
                holder.filter().doFilter(request, response, this);
            } finally {
                next = at;
            }
        }
    }
}
