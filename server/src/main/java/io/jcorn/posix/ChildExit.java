package io.jcorn.posix;

/** How a child process ended: a decoded wait status. */
public sealed interface ChildExit {
    /** It exited by itself with {@code code}. */
    record Code(int code) implements ChildExit {}

    /** Signal number {@code signal} killed it. */
    record Signal(int signal) implements ChildExit {
        public boolean isKill() {
            return signal == UnixSignal.KILL.number();
        }
    }

    /** Decodes a wait status; the layout is the same on Linux, macOS and the BSDs. */
    static ChildExit of(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? new Code((status >> 8) & 0xff) : new Signal(signal);
    }
}
