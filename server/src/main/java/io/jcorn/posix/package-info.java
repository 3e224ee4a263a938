/**
 * The only native calls of jcorn, by jnr-posix: processes, signals and descriptors as the JDK does not offer them.
 *
 * <p>For the arbiter alone; a worker never loads jnr. Nothing here keeps state, so any thread may call; the arbiter's
 * does. Imports the JDK and jnr. Mirrors what gunicorn takes from Python's {@code os}, {@code signal} and {@code fcntl}.
 */
package io.jcorn.posix;
