package io.jcorn.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HotSpot ignores a command for a method that it doesn't find, and prints the others unless it is told to be quiet. */
class CompilerCommandsTest {
    private static final Path FILE = Path.of("src/main/worker/compiler-commands");
    private static final String PREFIX = "dontinline ";

    @Test
    void everyMethodExists() throws Exception {
        List<String> methods = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()))
                .toList();
        assertThat(methods).isNotEmpty().doesNotHaveDuplicates();
        for (String method : methods) {
            String[] name = method.split("::", 2);
            Class<?> owner = Class.forName(name[0], false, CompilerCommandsTest.class.getClassLoader());
            assertThat(Arrays.stream(owner.getDeclaredMethods()))
                    .as(method)
                    .anyMatch(declared -> declared.getName().equals(name[1]));
        }
    }

    @Test
    void aJvmTakesThemInSilence() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process jvm = new ProcessBuilder(java.toString(), "-XX:CompileCommandFile=" + FILE, "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("CompileCommand", "dontinline", "CompilerOracle");
    }
}
