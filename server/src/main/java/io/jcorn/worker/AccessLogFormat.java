package io.jcorn.worker;

/** How a request becomes a line of the access log. Any thread. */
interface AccessLogFormat {
    /** Without a line end, and nothing that a client sent can be taken for one. */
    String line(AccessLogEntry entry);

    /** @param setting {@code json}, or text with atoms */
    static AccessLogFormat of(String setting) {
        return setting.equals("json") ? new AccessLogJson() : new AccessLogAtoms(setting);
    }
}
