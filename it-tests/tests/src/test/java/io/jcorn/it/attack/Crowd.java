package io.jcorn.it.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.List;
import java.util.stream.Stream;

/** So many connections that all follow one script, on one thread. */
record Crowd(int connections, Script script) implements Attacker {
    private static final int TICK_MILLIS = 10;

    @Override
    public void attack(InetSocketAddress target, Tally tally) throws IOException {
        try (Selector selector = Selector.open()) {
            List<ScriptedConnection> all = Stream.generate(
                            () -> new ScriptedConnection(script, target, selector, tally))
                    .limit(connections)
                    .toList();
            for (ScriptedConnection connection : all) {
                connection.connect();
            }
            while (selector.isOpen()) {
                selector.select(key -> ((ScriptedConnection) key.attachment()).onReady(), TICK_MILLIS);
                long now = System.nanoTime();
                all.forEach(connection -> connection.onTick(now));
            }
        }
    }
}
