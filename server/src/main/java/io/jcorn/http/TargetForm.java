package io.jcorn.http;

/** The four forms of a request-target (RFC 9112 §3.2). */
public enum TargetForm {
    /** {@code /path?query}: the usual one. */
    ORIGIN,
    /** {@code http://host/path?query}: to proxies, and any server must take it. */
    ABSOLUTE,
    /** {@code host:port}: of CONNECT only. */
    AUTHORITY,
    /** {@code *}: of OPTIONS only. */
    ASTERISK
}
