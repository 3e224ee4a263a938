package io.jcorn.servlet.session.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system, which root may mount; for others the test ends here. */
record Tmpfs(Path root) implements AutoCloseable {
    /** @param size as mount has it, such as {@code 2m} */
    static Tmpfs mount(Path at, String size) throws IOException {
        Files.createDirectory(at);
        assumeThat(exitOf("mount", "-t", "tmpfs", "-o", "size=" + size, "none", at.toString()))
                .as("may mount")
                .isZero();
        return new Tmpfs(at);
    }

    private static int exitOf(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    @Override
    public void close() throws IOException {
        assertThat(exitOf("umount", root.toString())).isZero();
    }
}
