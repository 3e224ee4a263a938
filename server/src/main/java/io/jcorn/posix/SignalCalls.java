package io.jcorn.posix;

import jnr.ffi.Pointer;

/** What jnr-posix lacks of {@code <signal.h>}; results and errno as there. */
public interface SignalCalls {
    /** @param handler null for {@code SIG_DFL} */
    Pointer signal(int number, Pointer handler);
}
