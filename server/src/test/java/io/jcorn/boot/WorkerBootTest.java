package io.jcorn.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerBootTest {
    private static WorkerBoot boot(Map<String, String> settings) {
        var listeners = List.of(
                new InheritedListener(5, "127.0.0.1:8000"), new InheritedListener(6, "unix:/a folder/back\\slash\n"));
        return new WorkerBoot(7, "/dev/fd/7", 12, new TempFolder(Path.of("/tmp/a folder")), listeners, settings);
    }

    @Test
    void readsWhatItWrites() throws Exception {
        WorkerBoot boot = boot(Map.of(
                "bind", "127.0.0.1:8000\nunix:/x",
                "jvm-opt", "-Dpath=C:\\new\\r",
                "empty", "",
                "umlaut", "Grüße 世界",
                "windows", "a\r\nb"));
        assertThat(WorkerBoot.read(new ByteArrayInputStream(boot.toBytes()))).isEqualTo(boot);
    }

    @Test
    void leavesWhatFollowsInThePipe() throws Exception {
        byte[] record = boot(Map.of()).toBytes();
        byte[] longer = new byte[record.length + 1];
        System.arraycopy(record, 0, longer, 0, record.length);
        var in = new ByteArrayInputStream(longer);
        WorkerBoot.read(in);
        assertThat(in.available()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "age 1\n", "age\nend\n", "age 1\nend\n", "age \\x\nend\n"})
    void refusesWhatIsNotWhole(String text) {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> WorkerBoot.read(in)).isInstanceOf(IOException.class);
    }
}
