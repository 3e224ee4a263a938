package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    static List<Path> ofWorkers(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("worker-[0-9]+"))
                    .toList();
        }
    }
}
