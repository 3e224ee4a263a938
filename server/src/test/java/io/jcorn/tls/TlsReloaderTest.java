package io.jcorn.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReloaderTest {
    @TempDir
    Path folder;

    private Path used;
    private Path other;
    private TlsReloader reloader;

    @BeforeEach
    void open() throws Exception {
        used = folder.resolve("used.pem");
        other = folder.resolve("other.pem");
        SelfSigned.ensure(used);
        SelfSigned.ensure(other);
        reloader = TlsReloader.open(Config.of(Map.of("certfile", used.toString())));
    }

    @Test
    void readsNothingAgainThatStaysTheSame() {
        TlsContext first = reloader.context();
        reloader.look();
        reloader.look();
        assertThat(reloader.context()).isSameAs(first);
    }

    @Test
    void readsAFileAgainOnceItHasChangedAndStays() throws Exception {
        TlsContext first = reloader.context();
        Files.move(other, used, StandardCopyOption.REPLACE_EXISTING);
        reloader.look();
        assertThat(reloader.context()).as("while it may still be written").isSameAs(first);
        reloader.look();
        assertThat(reloader.context()).isNotSameAs(first);
    }

    @Test
    void keepsWhatItHasWhileAFileIsBadOrGone() throws Exception {
        TlsContext first = reloader.context();
        Files.writeString(used, "nonsense");
        reloader.look();
        reloader.look();
        assertThat(reloader.context()).isSameAs(first);
        Files.delete(used);
        reloader.look();
        reloader.look();
        assertThat(reloader.context()).isSameAs(first);
        Files.move(other, used);
        reloader.look();
        reloader.look();
        assertThat(reloader.context()).isNotSameAs(first);
    }
}
