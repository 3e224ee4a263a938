package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text file that says where the parts of a WAR lie that was never packaged: what {@code mvn jcorn:run} writes. A line is one of
 *
 * <pre>
 * # comment
 * webapp  src/main/webapp        folder of static files and WEB-INF; the first has precedence
 * classes target/classes         stands for WEB-INF/classes
 * lib     /repository/shop.jar   a jar, or a folder that stands for one: another module's target/classes
 * </pre>
 *
 * Relative paths start at the folder of the file. The jars and classes in the WEB-INF of a webapp folder come after those listed.
 */
final class LooseWar {
    private LooseWar() {}

    /** Whether a file, by its name, is one. */
    static boolean isOne(Path file) {
        return file.toString().endsWith(".loose");
    }

    static AppLayout read(Path file, Failures failures) throws IOException, DeploymentException {
        List<Path> webapps = new ArrayList<>();
        List<Archive> classes = new ArrayList<>();
        List<Archive> libraries = new ArrayList<>();
        int number = 0;
        for (String raw : Files.readAllLines(file)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            String[] words = line.split("\\s+", 2);
            Path path = words.length < 2
                    ? null
                    : file.toAbsolutePath().resolveSibling(words[1]).normalize();
            if (path == null || !List.of("webapp", "classes", "lib").contains(words[0])) {
                throw failures.unreadable(
                        "line " + number + " is '" + line
                                + "', it should be 'webapp DIR', 'classes DIR' or 'lib JAR-or-DIR'",
                        null);
            }
            boolean isLibrary = words[0].equals("lib");
            if (!Files.isDirectory(path) && !(isLibrary && Files.isRegularFile(path))) {
                throw failures.unreadable(
                        "line " + number + ": there is no " + (isLibrary ? "jar or folder " : "folder ") + path, null);
            }
            switch (words[0]) {
                case "webapp" -> webapps.add(path);
                case "classes" -> classes.add(new Archive(path, path.toString()));
                default -> libraries.add(new Archive(path, path.toString()));
            }
        }
        for (Path webapp : webapps) {
            Path inside = webapp.resolve("WEB-INF/classes");
            if (Files.isDirectory(inside)) classes.add(new Archive(inside, inside.toString()));
            for (Path jar : AppLocator.jars(webapp.resolve("WEB-INF/lib")))
                libraries.add(new Archive(jar, jar.toString()));
        }
        return new AppLayout(webapps, classes, libraries);
    }
}
