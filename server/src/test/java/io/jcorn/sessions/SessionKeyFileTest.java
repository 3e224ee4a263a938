package io.jcorn.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyFileTest {
    private static final String FIRST = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String SECOND = "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), text, StandardCharsets.ISO_8859_1);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void readsKeysInTheirOrder() throws IOException {
        List<byte[]> keys = SessionKeyFile.read(file("# of May\n" + SECOND + "\r\n\n# of April\n  " + FIRST + "\n"));

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).hasSize(32).startsWith(0xde, 0xad, 0xbe, 0xef);
        assertThat(keys.get(1)).asString(StandardCharsets.US_ASCII).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ' holds no key; a key is 32 bytes in base64, as made by: openssl rand -base64 32'",
                "'# none' | ' holds no key; a key is 32 bytes in base64, as made by: openssl rand -base64 32'",
                "'correct horse!' | :1: this is no base64; a key is 32 bytes in base64, as made by: openssl rand -base64 32",
                "'clé' | :1: this is no base64; a key is 32 bytes in base64, as made by: openssl rand -base64 32",
                "'\n3q2+7w==' | :2: this is a key of 4 bytes; a key is 32 bytes in base64, as made by: openssl rand -base64 32",
            })
    void tellsWhatIsWrongAndNothingOfTheKey(String text, String problem) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> SessionKeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasNoCause()
                .hasMessage(file + problem);
    }

    @Test
    void refusesAKeyThatIsThereTwice() throws IOException {
        Path file = file(FIRST + "\n" + SECOND + "\n" + FIRST);
        assertThatThrownBy(() -> SessionKeyFile.read(file)).hasMessage(file + ":3: this key is in the file twice");
    }

    @Test
    void refusesAFileThatIsMuchTooLarge() throws IOException {
        Path file = file("#".repeat(100_000));
        assertThatThrownBy(() -> SessionKeyFile.read(file)).hasMessageContaining("is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
    void refusesAFileThatOthersMayUse(String permissions) throws IOException {
        Path file = file(FIRST);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> SessionKeyFile.read(file))
                .hasMessage(file + " is not its owner's only (" + permissions + "); use chmod 600");
    }

    @Test
    void tellsOfAFileThatIsNotThere() {
        Path file = folder.resolve("nowhere");
        assertThatThrownBy(() -> SessionKeyFile.read(file))
                .hasMessage("the file of session keys can't be read: " + file);
    }
}
