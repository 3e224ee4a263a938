package io.jcorn.worker;

/** Where a connection stands in its story, which {@link Http1Connection} tells. */
enum Phase {
    /** It is idle, or a part of a request's head is here. */
    HEAD,
    /** A small body is coming in. */
    BODY,
    /** The exchange belongs to its holder. */
    SERVICE,
    /** The exchange is over, its response not yet sent. */
    TAIL,
    /** Our direction has ended, see {@link LingeringClose}. */
    LINGER
}
