package io.jcorn.boot;

/**
 * A listening socket that a worker finds among its descriptors.
 *
 * @param fd in the worker
 * @param address where it is bound, numeric: {@code 127.0.0.1:8000}, {@code [::1]:8000} or {@code unix:PATH}; as
 *     {@code sock.BindAddress} writes and reads it
 */
public record InheritedListener(int fd, String address) {
    public InheritedListener {
        if (fd < 0) {
            throw new IllegalArgumentException("descriptor " + fd);
        }
    }
}
