package io.jcorn.http;

/** What can be wrong with a request on the wire: each error with the status that answers it and where that is written. */
public enum HttpError {
    BAD_TARGET(400, "RFC 9112 §3.2", "invalid request-target");

    private final int status;
    private final String section;
    private final String reason;

    HttpError(int status, String section, String reason) {
        this.status = status;
        this.section = section;
        this.reason = reason;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** The RFC and section that calls it an error. */
    public String section() {
        return section;
    }

    /** What was wrong, in a few words; safe to show to the peer. */
    public String reason() {
        return reason;
    }
}
