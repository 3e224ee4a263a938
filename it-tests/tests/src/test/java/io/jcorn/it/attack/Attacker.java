package io.jcorn.it.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;

/** Somebody with connections that do a server no good. */
interface Attacker {
    /** How many connections there are at once, at the most. */
    int connections();

    /** Attacks, on the caller's thread and as many others as it takes, until the process ends. */
    void attack(InetSocketAddress target, Tally tally) throws IOException, GeneralSecurityException;
}
