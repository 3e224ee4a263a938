package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import java.io.IOException;

/** Who gets a connection that leaves HTTP, when the servlet has returned. */
public interface Takeover {
    /**
     * Switches the protocol by {@link Exchange#upgrade} and has the exchange from now on: it ends by {@link Exchange#finish}. On the thread that
     * served the request.
     */
    void begin(Exchange exchange) throws IOException;
}
