package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.config.ConfigException;
import io.jcorn.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidfileTest {
    private static final String NOBODY = "4194999";

    @TempDir
    Path folder;

    private final Posix posix;

    PidfileTest() throws IOException {
        posix = Posix.load();
    }

    @Test
    void holdsThePidForAllToReadAndGoesAgain() throws Exception {
        Path path = folder.resolve("pid");
        Pidfile pidfile = Pidfile.create(path, posix);
        assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r--r--");
        pidfile.remove();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "", "no number", "-5"})
    void replacesAStaleFile(String content) throws Exception {
        Path path = Files.writeString(folder.resolve("pid"), content);
        Pidfile.create(path, posix);
        assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void refusesTheFileOfALiveProcess() throws Exception {
        Path path = Files.writeString(folder.resolve("pid"), "1\n");
        assertThatThrownBy(() -> Pidfile.create(path, posix))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Already running on PID 1");
    }

    @Test
    void leavesAFileThatAnotherProcessHasTaken() throws Exception {
        Path path = folder.resolve("pid");
        Pidfile pidfile = Pidfile.create(path, posix);
        Files.writeString(path, NOBODY);
        pidfile.remove();
        assertThat(path).hasContent(NOBODY);
    }

    @Test
    void tellsThatTheFolderDoesNotExist() {
        assertThatThrownBy(() -> Pidfile.create(folder.resolve("none/pid"), posix))
                .hasMessageContaining("its folder does not exist");
    }
}
