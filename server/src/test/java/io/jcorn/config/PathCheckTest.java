package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathCheckTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aFileAndAFolder() throws Exception {
        Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("folder"));
    }

    @ParameterizedTest
    @CsvSource({
        "users,          nowhere,      the file of users can't be read",
        "session-key-file, nowhere,    the file of session keys can't be read",
        "session-key-file, folder,     the file of session keys can't be read",
        "session-key-file, file,       is not its owner's only",
        "certfile,       nowhere,      the certificate can't be read",
        "ca-certs,       nowhere,      the file of certificates can't be read",
        "work-dir,       file,         is no folder",
        "work-dir,       file/in,      is no folder",
        "pid,            folder,       is a folder",
        "pid,            nowhere/pid,  there is no folder",
        "access-logfile, folder,       is a folder",
        "access-logfile, nowhere/log,  there is no folder",
    })
    void tellsTheSettingAndWhatIsWrong(String setting, String path, String problem) {
        assertThatThrownBy(() -> PathCheck.check(config(setting, path)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("command line: --" + setting + ": ")
                .hasMessageContaining(problem)
                .hasMessageContaining(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "users,          file",
        "work-dir,       folder",
        "work-dir,       not/made/yet",
        "pid,            file",
        "pid,            folder/pid",
        "access-logfile, file",
        "access-logfile, folder/log",
        "access-logfile, -",
    })
    void letsPassWhatCanBeUsedAndMakesNothing(String setting, String path) throws Exception {
        PathCheck.check(config(setting, path));

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file", "folder");
        assertThat(folder.resolve("folder")).isEmptyDirectory();
    }

    @Test
    void aSessionKeyGoesWithAStoreOnly() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        PathCheck.check(config("session-key-file", "keys"));

        Map<String, String> memory = Map.of("session-key-file", keys.toString(), "session-store", "memory");
        assertThatThrownBy(() -> PathCheck.check(Config.of(memory)))
                .hasMessageEndingWith(
                        "session-key-file: session-store memory encrypts nothing; use lmdb or Redis, or leave the"
                                + " keys out");
    }

    @Test
    void theDefaultsPass() throws Exception {
        PathCheck.check(Config.of(List.of(), folder));
    }

    private Config config(String setting, String path) throws ConfigException {
        Map<Setting<?>, Layer.Given> given = new LinkedHashMap<>();
        Setting<?> known = Settings.find(setting).orElseThrow();
        given.put(known, new Layer.Given(List.of(path), "command line: --" + setting));
        return Config.of(List.of(new Layer(given)), folder);
    }
}
