/**
 * Addresses and listening sockets: parsed, bound by the arbiter, wrapped again by a worker.
 *
 * <p>A listener lives as a plain file descriptor in the arbiter (which never accepts) and as a {@code ServerSocketChannel}
 * in each worker that inherits it. {@link io.jcorn.sock.Listeners} is the arbiter's side and the only one that imports
 * {@code posix}; a worker uses {@link io.jcorn.sock.BindAddress} and {@link io.jcorn.sock.InheritedListeners} alone.
 * Mirrors gunicorn's {@code sock.py} and {@code systemd.py}.
 */
package io.jcorn.sock;
