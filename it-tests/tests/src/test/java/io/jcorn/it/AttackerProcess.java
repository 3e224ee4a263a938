package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.it.attack.Attack;
import io.jcorn.it.attack.AttackMain;
import io.jcorn.it.attack.Counts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A running {@link AttackMain}. Used by one test's thread. */
final class AttackerProcess implements AutoCloseable {
    private final LoggedProcess process;

    private AttackerProcess(LoggedProcess process) {
        this.process = process;
    }

    /** Starts and doesn't wait. What an attacker computes elsewhere costs a server nothing, hence {@code nice}. */
    static AttackerProcess launch(Attack attack, InetSocketAddress target) {
        List<String> command = List.of(
                "nice",
                "-n",
                "19",
                Processes.JDK.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                Built.TARGET.resolve("test-classes").toString(),
                AttackMain.class.getName(),
                attack.name(),
                Integer.toString(target.getPort()));
        String name = "attack-" + attack.name().toLowerCase(Locale.ROOT);
        return new AttackerProcess(LoggedProcess.start(name, new ProcessBuilder(command)));
    }

    /** Waits until all its connections were made. */
    void awaitOn() {
        Await.until("the attack is on", () -> {
            process.assertAlive();
            return process.log().contains(AttackMain.ON);
        });
    }

    /** Waits so long; the attack may not end meanwhile. */
    void goOnFor(Duration time) {
        assertThat(process.endsWithin(time))
                .as(() -> "the attacker ended\n" + process.log())
                .isFalse();
    }

    /** Ends the attack, and returns what it amounted to. */
    Counts end() {
        process.closeInput();
        process.awaitExit();
        return Counts.in(process.log());
    }

    @Override
    public void close() {
        process.close();
    }
}
