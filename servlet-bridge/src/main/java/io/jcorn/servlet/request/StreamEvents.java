package io.jcorn.servlet.request;

/**
 * Who calls the listeners of non-blocking streams, one call at a time: an asynchronous cycle or an upgraded connection.
 * Its methods may be called from any thread and return at once.
 */
interface StreamEvents {
    /** Have {@link BodyInputStream#readable} called as soon as something can be read. */
    void awaitReadable();

    /** Have {@link BodyOutputStream#writable} called as soon as something can be written. */
    void awaitWritable();
}
