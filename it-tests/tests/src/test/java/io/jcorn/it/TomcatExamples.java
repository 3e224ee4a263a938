package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Tomcat's own example application, at the path that its pages expect, with the users that it is for. */
final class TomcatExamples {
    private static final String USERS = """
            tomcat:{plain}wild:tomcat
            guest:{plain}tame:guest
            """;

    private TomcatExamples() {}

    /** @param folder where the file of users goes */
    static JcornProcess serving(Path folder, int workers) throws IOException {
        Path users = Files.writeString(folder.resolve("users"), USERS);
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        JcornProcess jcorn = JcornProcess.launch(
                Map.of(),
                List.of(
                        "--bind",
                        "127.0.0.1:0",
                        "--workers",
                        "" + workers,
                        "--users",
                        users.toString(),
                        "--app",
                        "/examples=" + Built.TOMCAT_EXAMPLES));
        jcorn.awaitWorkers(workers);
        return jcorn;
    }
}
