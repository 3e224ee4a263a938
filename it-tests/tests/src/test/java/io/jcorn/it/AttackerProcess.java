package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.it.attack.Attack;
import io.jcorn.it.attack.AttackMain;
import io.jcorn.it.attack.Counts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A running {@link AttackMain}. Used by one test's thread. */
final class AttackerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private AttackerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
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
        try {
            Path log = Files.createDirectories(Built.TARGET.resolve("logs"))
                    .resolve("attack-%s.log".formatted(attack.name().toLowerCase(Locale.ROOT)));
            return new AttackerProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new AssertionError(command + " could not be started", e);
        }
    }

    /** Waits until all its connections were made. */
    void awaitOn() {
        Await.until("the attack is on", () -> {
            assertThat(process.isAlive())
                    .as(() -> "the attacker lives\n" + log())
                    .isTrue();
            return log().contains(AttackMain.ON);
        });
    }

    /** Waits so long; the attack may not end meanwhile. */
    void goOnFor(Duration time) {
        assertThat(ended(time)).as(() -> "the attacker ended\n" + log()).isFalse();
    }

    /** Ends the attack, and returns what it amounted to. */
    Counts end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(ended(Await.LONG)).isTrue();
        return Counts.in(log());
    }

    private boolean ended(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nobody asks how it ends. */
    @Override
    public void close() {
        process.destroyForcibly();
        assertThat(ended(Await.LONG)).isTrue();
    }
}
