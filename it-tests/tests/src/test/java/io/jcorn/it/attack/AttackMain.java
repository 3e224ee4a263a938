package io.jcorn.it.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Attacks a server on this machine: {@code ATTACK port}. Standard output tells when all connections were made, and in the
 * end, which is that of standard input, what it amounted to.
 */
public final class AttackMain {
    /** The line that tells that the attack is complete. */
    public static final String ON = "The attack is on";

    private static final int POLL_MILLIS = 20;

    private AttackMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // an attack without all of its threads is none
        });
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        List<Attacker> attackers = Attack.valueOf(args[0]).attackers();
        Tally tally = new Tally();
        attackers.forEach(attacker -> start(attacker, target, tally));
        int connections = attackers.stream().mapToInt(Attacker::connections).sum();
        while (tally.counts().connections() < connections) {
            Thread.sleep(POLL_MILLIS);
        }
        System.out.println(ON);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.out.println(tally.counts());
        Runtime.getRuntime().halt(0);
    }

    private static void start(Attacker attacker, InetSocketAddress target, Tally tally) {
        Runnable attack = () -> {
            try {
                attacker.attack(target, tally);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("nobody there to be attacked", e);
            }
        };
        new Thread(attack, "attacker").start();
    }
}
