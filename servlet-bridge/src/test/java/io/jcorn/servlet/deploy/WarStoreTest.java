package io.jcorn.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarStoreTest {
    @TempDir
    Path folder;

    private Path war;

    @BeforeEach
    void name() {
        war = folder.resolve("app.war");
    }

    private Path unpack() throws IOException, DeploymentException {
        return new WarStore(folder.resolve("work")).unpacked(war, new Failures(war));
    }

    private static Tree sample() {
        return new Tree().file("index.html", "hello").file("WEB-INF/classes/a/A.txt", "a");
    }

    @Test
    void unpacksWithTheTimesOfTheArchive() throws Exception {
        sample().zip(war);
        Path app = unpack();
        assertThat(app.resolve("index.html")).hasContent("hello");
        assertThat(app.resolve("WEB-INF/classes/a/A.txt")).hasContent("a");
        assertThat(Files.getLastModifiedTime(app.resolve("index.html")).toInstant())
                .isEqualTo("2026-01-02T03:04:06Z");
    }

    @Test
    void findsWhatIsUnpackedAlready() throws Exception {
        sample().zip(war);
        Path first = unpack();
        Object key = Files.readAttributes(first, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        Files.delete(war);
        sample().zip(war); // the same content in another file
        Path second = unpack();
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAttributes(second, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
    }

    @Test
    void givesAnotherBuildItsOwnFolder() throws Exception {
        sample().zip(war);
        Path first = unpack();
        sample().file("index.html", "howdy").zip(war);
        assertThat(unpack()).isNotEqualTo(first);
        assertThat(first.resolve("index.html")).hasContent("hello");
    }

    @Test
    void unpacksAgainWhatACleanerTookAway() throws Exception {
        sample().zip(war);
        Files.delete(unpack().resolve("index.html"));
        assertThat(unpack().resolve("index.html")).hasContent("hello");
    }

    @Test
    void isUnpackedOnceByWorkersThatStartTogether() throws Exception {
        Tree tree = sample();
        for (int i = 0; i < 200; i++) tree.file("static/" + i + ".txt", "x".repeat(i));
        tree.zip(war);
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) tasks.add(this::unpack);
            for (Future<Path> each : workers.invokeAll(tasks))
                assertThat(each.get().resolve("static/199.txt")).hasContent("x".repeat(199));
        } finally {
            workers.shutdownNow();
        }
        assertThat(unpackedFolders()).hasSize(1);
    }

    @Test
    void isUnpackedOnceByProcessesThatStartTogether() throws Exception {
        Tree tree = sample();
        for (int i = 0; i < 500; i++) tree.file("static/" + i + ".txt", "x".repeat(i));
        tree.zip(war);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            UnpackMain.class.getName(),
                            war.toString(),
                            folder.resolve("work").toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(Path.of(output.strip()).resolve("static/499.txt")).hasContent("x".repeat(499));
        }
        assertThat(unpackedFolders()).hasSize(1);
    }

    /** What a second worker does. */
    static final class UnpackMain {
        private UnpackMain() {}

        public static void main(String[] args) throws Exception {
            Path war = Path.of(args[0]);
            System.out.println(new WarStore(Path.of(args[1])).unpacked(war, new Failures(war)));
        }
    }

    private List<Path> unpackedFolders() throws IOException {
        try (Stream<Path> list = Files.list(folder.resolve("work/wars"))) {
            return list.filter(Files::isDirectory).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "a\\..\\evil.txt", "..", "a\nb"})
    void refusesNamesThatLeadOutside(String name) throws Exception {
        sample().file(name, "evil").zip(war);
        assertThatThrownBy(this::unpack)
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith("app.war is not a WAR: its entry '")
                .hasMessageContaining("is not the name of a file inside a WAR")
                .message()
                .doesNotContain("\n");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(each -> each.getFileName().toString())).doesNotContain("evil.txt");
        }
        assertThat(unpackedFolders()).isEmpty();
    }

    @Test
    void refusesAFileThatIsAlsoAFolder() throws Exception {
        sample().file("a", "x").file("a/b", "y").zip(war);
        assertThatThrownBy(this::unpack).hasMessageStartingWith("app.war is not a WAR: it has two entries for a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 100, 200})
    void refusesATruncatedWar(int bytes) throws Exception {
        Files.write(war, Arrays.copyOf(sample().bytes(), bytes));
        assertThatThrownBy(this::unpack)
                .isInstanceOf(DeploymentException.class)
                .hasMessage(
                        "app.war is not a WAR: it has no zip directory at its end, so it is truncated or no zip file"
                                + " at all; build or copy it again")
                .extracting(e -> ((DeploymentException) e).kind())
                .isEqualTo(DeploymentException.Kind.UNREADABLE);
    }

    @Test
    void refusesADamagedEntry() throws Exception {
        byte[] bytes =
                new Tree().file("a.txt", "a".repeat(1000)).file("b.txt", "b").bytes();
        bytes[40] ^= 0x55; // within the deflated bytes of a.txt
        Files.write(war, bytes);
        assertThatThrownBy(this::unpack).hasMessageStartingWith("app.war is not a WAR: ");
        assertThat(unpackedFolders()).isEmpty();
    }

    @Test
    void readsAWarBehindAStartScript() throws Exception {
        byte[] zip = sample().bytes();
        byte[] script = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(script, script.length + zip.length);
        System.arraycopy(zip, 0, all, script.length, zip.length);
        Files.write(war, all);
        assertThat(unpack().resolve("index.html")).hasContent("hello");
    }
}
