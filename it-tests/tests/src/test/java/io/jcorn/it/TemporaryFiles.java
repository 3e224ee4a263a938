package io.jcorn.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The folders for temporary files of a server that makes them in a folder of the test's own. */
final class TemporaryFiles {
    private TemporaryFiles() {}

    /** The environment for such a server. */
    static Map<String, String> in(Path folder) {
        return Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
    }

    static List<Path> ofArbiters(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("jcorn-[0-9]+"))
                    .toList();
        }
    }

    /** Those of a worker that ends just now may or may not be among them. */
    static List<Path> ofWorkers(Path folder) throws IOException {
        return ofArbiters(folder).stream()
                .map(arbiter -> arbiter.toFile().listFiles((dir, name) -> name.matches("worker-[0-9]+")))
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(File::toPath)
                .toList();
    }
}
