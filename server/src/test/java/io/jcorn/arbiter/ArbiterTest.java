package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.posix.UnixSignal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real arbiter with real worker processes and real signals. */
@Timeout(180)
class ArbiterTest {
    @TempDir
    Path folder;

    private ArbiterProcess ready(int workers, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("workers", Integer.toString(workers));
        return ArbiterProcess.startReady(folder, workers, all);
    }

    @Nested
    class Starting {
        @Test
        void servesFromEveryWorkerOnOneListener() throws Exception {
            try (var arbiter = ready(2, Map.of())) {
                assertThat(arbiter.workers()).hasSize(2);
                assertThat(arbiter.ask("reply")).isEmpty();
                arbiter.awaitLine("Listening at: http:/" + arbiter.address() + " (" + arbiter.pid() + ")");
                arbiter.awaitLine("Booting worker with pid: ");
            }
        }

        @Test
        void givesWorkersNoDescriptorButThoseListed() throws Exception {
            try (var arbiter = ready(3, Map.of())) {
                List<String> descriptors = arbiter.ask("descriptors").lines().toList();
                // the listener
                assertThat(descriptors)
                        .filteredOn(target -> target.startsWith("socket:"))
                        .hasSize(1);
                // the output, and the worker's own boot and status pipes
                assertThat(descriptors)
                        .filteredOn(target -> target.startsWith("pipe:"))
                        .hasSize(3);
            }
        }

        @Test
        void servesOnListenersOfAllKindsAndRemovesUnixSockets() throws Exception {
            Path socket = folder.resolve("app.sock");
            var bind = "127.0.0.1:0\n[::1]:0\nunix:" + socket;
            try (var arbiter = ready(1, Map.of("bind", bind, "env", "REPLY=here"))) {
                assertThat(arbiter.ask("reply")).isEqualTo("here");
                assertThat(ArbiterProcess.ask(arbiter.address("0:0:0:0:0:0:0:1"), "reply"))
                        .isEqualTo("here");
                assertThat(ArbiterProcess.ask(UnixDomainSocketAddress.of(socket), "reply"))
                        .isEqualTo("here");
                arbiter.signal(UnixSignal.TERM);
                assertThat(arbiter.awaitExit()).isZero();
                assertThat(socket).doesNotExist();
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3, 4})
        void exitsWithTheFirstReasonWhenAllWorkersFail(int code) throws Exception {
            Path pidfile = folder.resolve("pid");
            var settings = Map.of("workers", "3", "env", "MODE=fails\nCODE=" + code, "pid", pidfile.toString());
            try (var arbiter = ArbiterProcess.start(folder, settings)) {
                assertThat(arbiter.awaitExit()).isEqualTo(code);
                assertThat(arbiter.log()).anyMatch(line -> line.endsWith("Worker failed to boot: no application here"));
                assertThat(ArbiterProcess.count(arbiter.log(), "Booting worker"))
                        .isEqualTo(3);
                assertThat(pidfile).doesNotExist();
            }
        }

        @Test
        void exitsWith3WhenAWorkerDiesWithoutAWord() throws Exception {
            try (var arbiter = ArbiterProcess.start(folder, Map.of("env", "MODE=dies"))) {
                assertThat(arbiter.awaitExit()).isEqualTo(3);
                arbiter.awaitLine("exited with code 9 before it was ready");
            }
        }

        @Test
        void dumpsThreadsAndExitsWith3WhenAWorkerHangsInItsBoot() throws Exception {
            try (var arbiter = ArbiterProcess.start(folder, Map.of("env", "MODE=hangs", "boot-timeout", "10"))) {
                assertThat(arbiter.awaitExit()).isEqualTo(3);
                arbiter.awaitLine("Full thread dump");
                arbiter.awaitLine(
                        "Worker failed to boot: not ready within 10 s (boot-timeout), while it started slow.war at /slow");
            }
        }

        @Test
        void exitsWith1AndTellsWhoHasThePort() throws Exception {
            try (var taken = new ServerSocket(0);
                    var arbiter = ArbiterProcess.start(folder, Map.of("bind", "127.0.0.1:" + taken.getLocalPort()))) {
                assertThat(arbiter.awaitExit()).isEqualTo(1);
                arbiter.awaitLine("the port is in use by java (pid "
                        + ProcessHandle.current().pid() + ")");
            }
        }

        @Test
        void refusesThePidfileOfALiveProcess() throws Exception {
            Path pidfile = folder.resolve("pid");
            Files.writeString(pidfile, ProcessHandle.current().pid() + "\n");
            try (var arbiter = ArbiterProcess.start(folder, Map.of("pid", pidfile.toString()))) {
                assertThat(arbiter.awaitExit()).isEqualTo(1);
                arbiter.awaitLine(
                        "Already running on PID " + ProcessHandle.current().pid());
                assertThat(pidfile).exists();
            }
        }
    }

    @Nested
    class Supervising {
        @Test
        void replacesKilledWorkers() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                for (int round = 1; round <= 5; round++) {
                    long pid = Long.parseLong(arbiter.ask("pid"));
                    arbiter.kill(pid, UnixSignal.KILL);
                    arbiter.awaitLine("Worker (pid:" + pid + ") was sent SIGKILL! Perhaps out of memory?");
                    arbiter.awaitReady(1 + round);
                    assertThat(Long.parseLong(arbiter.ask("pid"))).isNotEqualTo(pid);
                }
            }
        }

        @Test
        void replacesWorkersThatExit() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                arbiter.ask("exit");
                arbiter.awaitLine("exited with code 7");
                arbiter.awaitReady(2);
                assertThat(arbiter.ask("reply")).isEmpty();
            }
        }

        @Test
        void dumpsAndKillsAWorkerWithoutHeartbeat() throws Exception {
            try (var arbiter = ready(1, Map.of("timeout", "2"))) {
                List<ProcessHandle> silent = arbiter.workers();
                long pid = Long.parseLong(arbiter.ask("silent"));
                arbiter.awaitLine("WORKER TIMEOUT (pid:" + pid + ")");
                arbiter.awaitLine("in flight: GET /silent 5000ms loop");
                arbiter.awaitLine("Full thread dump");
                arbiter.awaitReady(2);
                ArbiterProcess.awaitEnd(silent);
                assertThat(Long.parseLong(arbiter.ask("pid"))).isNotEqualTo(pid);
            }
        }

        @Test
        void replacesAWorkerWithAStuckRequestBeforeItKillsIt() throws Exception {
            try (var arbiter = ready(1, Map.of("timeout", "2", "graceful-timeout", "600"))) {
                long pid = Long.parseLong(arbiter.ask("stuck"));
                List<ProcessHandle> stuck = List.of(ProcessHandle.of(pid).orElseThrow());
                arbiter.awaitLine("in flight: GET /stuck 9000ms thread-1");
                arbiter.awaitLine("Full thread dump");
                arbiter.awaitReady(2);
                ArbiterProcess.awaitEnd(stuck);
                assertThat(Long.parseLong(arbiter.ask("pid"))).isNotEqualTo(pid);
            }
        }

        @Test
        void recyclesARetiringWorkerOnceItsSuccessorIsReady() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                long pid = Long.parseLong(arbiter.ask("retire"));
                arbiter.awaitReady(2);
                arbiter.awaitLine("Worker exited (pid: " + pid + ")");
                assertThat(Long.parseLong(arbiter.ask("pid"))).isNotEqualTo(pid);
            }
        }

        @Test
        void addsAndTakesAwayWorkersButNeverTheLast() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                long oldest = arbiter.workers().get(0).pid();
                arbiter.signal(UnixSignal.TTIN);
                arbiter.awaitReady(2);
                arbiter.signal(UnixSignal.TTOU);
                arbiter.awaitLine("Worker exited (pid: " + oldest + ")");
                arbiter.signal(UnixSignal.TTOU);
                arbiter.signal(UnixSignal.WINCH);
                arbiter.signal(UnixSignal.USR2);
                arbiter.awaitLine("USR2 is ignored");
                assertThat(Long.parseLong(arbiter.ask("pid"))).isNotEqualTo(oldest);
            }
        }
    }

    @Test
    void heedsSignalsThatWhoStartedItHasIgnored() throws Exception {
        try (var arbiter = ArbiterProcess.startIgnoringSignals(folder, Map.of())) {
            arbiter.awaitReady(1);
            List<ProcessHandle> old = arbiter.workers();
            arbiter.signal(UnixSignal.HUP);
            arbiter.awaitLine("Reloaded");
            ArbiterProcess.awaitEnd(old);
            arbiter.signal(UnixSignal.INT);
            assertThat(arbiter.awaitExit()).isZero();
        }
    }

    @Nested
    class Reloading {
        @Test
        void replacesAllWorkersByOnesOfTheNewConfiguration() throws Exception {
            try (var arbiter = ready(2, Map.of("env", "REPLY=old"))) {
                List<ProcessHandle> old = arbiter.workers();
                assertThat(arbiter.ask("reply")).isEqualTo("old");
                arbiter.configure(Map.of("env", "REPLY=new", "workers", "1"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reloaded");
                ArbiterProcess.awaitEnd(old);
                assertThat(arbiter.ask("reply")).isEqualTo("new");
                assertThat(arbiter.workers()).hasSize(1);
            }
        }

        @Test
        void addsAWorkerToTheNewGenerationThatTtinFindsBooting() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                List<ProcessHandle> old = arbiter.workers();
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLog("second worker", lines -> ArbiterProcess.count(lines, "Booting worker") == 2);
                arbiter.signal(UnixSignal.TTIN);
                arbiter.awaitLine("Reloaded");
                ArbiterProcess.awaitEnd(old);
                arbiter.awaitWorkers(2);
            }
        }

        @Test
        void keepsTheOldWorkersWhenANewOneFails() throws Exception {
            try (var arbiter = ready(2, Map.of("env", "REPLY=old"))) {
                List<ProcessHandle> old = arbiter.workers();
                arbiter.configure(Map.of("env", "MODE=fails\nCODE=4"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reload failed, the running workers stay: no application here");
                assertThat(arbiter.ask("reply")).isEqualTo("old");
                assertThat(old).allMatch(ProcessHandle::isAlive);
                arbiter.configure(Map.of("env", "REPLY=new"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reloaded");
                ArbiterProcess.awaitEnd(old);
                assertThat(arbiter.ask("reply")).isEqualTo("new");
            }
        }

        @Test
        void keepsTheOldWorkersWhenTheConfigurationIsWrong() throws Exception {
            try (var arbiter = ready(1, Map.of("env", "REPLY=old"))) {
                arbiter.configure(Map.of("wrokers", "2"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reload failed, the running workers stay: unknown setting wrokers");
                assertThat(arbiter.ask("reply")).isEqualTo("old");
            }
        }

        @Test
        void opensAddedListenersAndClosesRemovedOnes() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                SocketAddress former = arbiter.address();
                List<ProcessHandle> old = arbiter.workers();
                arbiter.configure(Map.of("bind", "localhost:0"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reloaded");
                ArbiterProcess.awaitEnd(old);
                assertThat(arbiter.address()).isNotEqualTo(former);
                assertThat(arbiter.ask("reply")).isEmpty();
                assertThatThrownBy(() -> ArbiterProcess.ask(former, "reply")).isInstanceOf(ConnectException.class);
            }
        }

        @Test
        void blamesTheCurrentGenerationForNoFailureOfAWithdrawnOne() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                arbiter.configure(Map.of("env", "MODE=fails\nCODE=4", "workers", "4"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reload failed");
                arbiter.awaitWorkers(1);
                arbiter.signal(UnixSignal.WINCH);
                arbiter.awaitLine("WINCH is ignored");
                assertThat(arbiter.log()).noneMatch(line -> line.contains("Worker failed to boot"));
            }
        }

        @Test
        void takesAHupBeforeItsFirstWorkersAreReady() throws Exception {
            try (var arbiter = ArbiterProcess.start(folder, Map.of("env", "MODE=hangs"))) {
                arbiter.awaitLine("Booting worker");
                arbiter.configure(Map.of("env", "REPLY=new"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLine("Reloaded");
                arbiter.awaitWorkers(1);
                assertThat(arbiter.ask("reply")).isEqualTo("new");
            }
        }

        @Test
        void doesOneMoreReloadForAHupDuringOne() throws Exception {
            try (var arbiter = ready(1, Map.of("env", "REPLY=0"))) {
                arbiter.configure(Map.of("env", "REPLY=1"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLog("second worker", lines -> ArbiterProcess.count(lines, "Booting worker") == 2);
                arbiter.configure(Map.of("env", "REPLY=2"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLog("two reloads", lines -> ArbiterProcess.count(lines, "Reloaded") == 2);
                arbiter.awaitLog("two exits", lines -> ArbiterProcess.count(lines, "Worker exited") == 2);
                assertThat(arbiter.ask("reply")).isEqualTo("2");
            }
        }
    }

    @Nested
    class Stopping {
        @ParameterizedTest
        @ValueSource(strings = {"TERM", "INT"})
        void endsAllWorkersAndRemovesThePidfile(String signal) throws Exception {
            Path pidfile = folder.resolve("pid");
            try (var arbiter = ready(2, Map.of("pid", pidfile.toString()))) {
                assertThat(pidfile).hasContent(Long.toString(arbiter.pid()));
                List<ProcessHandle> workers = arbiter.workers();
                arbiter.signal(UnixSignal.valueOf(signal));
                assertThat(arbiter.awaitExit()).isZero();
                assertThat(workers).noneMatch(ProcessHandle::isAlive);
                assertThat(pidfile).doesNotExist();
                arbiter.awaitLine("Shutting down: Master");
            }
        }

        @Test
        void killsWorkersThatDoNotEndInTime() throws Exception {
            try (var arbiter = ready(1, Map.of("timeout", "0", "graceful-timeout", "1"))) {
                arbiter.ask("stuck");
                arbiter.signal(UnixSignal.TERM);
                assertThat(arbiter.awaitExit()).isZero();
                arbiter.awaitLine("has not ended in time");
            }
        }

        @Test
        void hurriesAtASecondSignal() throws Exception {
            try (var arbiter = ready(1, Map.of("timeout", "0", "graceful-timeout", "600"))) {
                arbiter.ask("stuck");
                arbiter.signal(UnixSignal.TERM);
                arbiter.awaitLine("Handling signal: term");
                arbiter.signal(UnixSignal.INT);
                assertThat(arbiter.awaitExit()).isZero();
            }
        }

        @Test
        void endsBothGenerationsWhenTermComesDuringAReload() throws Exception {
            try (var arbiter = ready(1, Map.of())) {
                arbiter.configure(Map.of("env", "MODE=hangs"));
                arbiter.signal(UnixSignal.HUP);
                arbiter.awaitLog("second worker", lines -> ArbiterProcess.count(lines, "Booting worker") == 2);
                List<ProcessHandle> both = arbiter.workers();
                arbiter.signal(UnixSignal.TERM);
                assertThat(arbiter.awaitExit()).isZero();
                assertThat(both).hasSize(2).noneMatch(ProcessHandle::isAlive);
            }
        }

        @Test
        void workersEndWhenTheArbiterIsKilled() throws Exception {
            try (var arbiter = ready(2, Map.of())) {
                List<ProcessHandle> workers = arbiter.workers();
                SocketAddress address = arbiter.address();
                arbiter.signal(UnixSignal.KILL);
                ArbiterProcess.awaitEnd(workers);
                assertThatThrownBy(() -> ArbiterProcess.ask(address, "reply")).isInstanceOf(ConnectException.class);
            }
        }
    }
}
