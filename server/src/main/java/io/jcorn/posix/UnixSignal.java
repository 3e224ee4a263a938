package io.jcorn.posix;

import java.util.Arrays;
import java.util.Locale;
import jnr.constants.platform.Signal;

/** The signals that jcorn sends or handles; their numbers differ between systems. */
public enum UnixSignal {
    HUP(Signal.SIGHUP),
    INT(Signal.SIGINT),
    QUIT(Signal.SIGQUIT),
    KILL(Signal.SIGKILL),
    TERM(Signal.SIGTERM),
    USR1(Signal.SIGUSR1),
    USR2(Signal.SIGUSR2),
    TTIN(Signal.SIGTTIN),
    TTOU(Signal.SIGTTOU),
    WINCH(Signal.SIGWINCH);

    private final Signal signal;

    UnixSignal(Signal signal) {
        this.signal = signal;
    }

    int number() {
        return signal.intValue();
    }

    /** As gunicorn logs it: {@code hup}. */
    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code SIGKILL} for 9; {@code signal 34} for one without a name. */
    public static String nameOf(int number) {
        return Arrays.stream(Signal.values())
                .filter(signal -> signal.defined() && signal.intValue() == number)
                .map(Signal::name)
                .findFirst()
                .orElse("signal " + number);
    }
}
