/**
 * What jcorn does, seen from outside: each {@code *IT} starts {@code bin/jcorn} from {@code dist}, talks to it over
 * sockets and by signals, and is named for one behaviour.
 *
 * <p>{@link io.jcorn.it.JcornProcess} owns the processes and leaves none behind, {@link io.jcorn.it.RawClient} speaks
 * exact bytes, {@link io.jcorn.it.Load} counts what is lost while things change. {@link
 * io.jcorn.it.attack} is what others do to a server. All servers bind to port 0.
 */
package io.jcorn.it;
