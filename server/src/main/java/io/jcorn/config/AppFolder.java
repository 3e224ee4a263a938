package io.jcorn.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of web applications, as Tomcat's {@code webapps}: it has no {@code WEB-INF} itself, but WARs, or folders that have one. Each is
 * served under a path that its name tells: {@code shop.war} under {@code /shop}, {@code a#b.war} under {@code /a/b}, {@code ROOT.war} under
 * {@code /}; what comes behind {@code ##} is a version and of no consequence.
 */
public final class AppFolder {
    private static final String WAR = ".war";

    private AppFolder() {}

    /**
     * The applications in what was given, each with its path below the one that was given; that itself if it is no such folder. Blocks.
     *
     * @throws AppException if two have the same path, or the folder could be meant as an application as well
     */
    public static List<AppLocation> applications(AppLocation given) throws AppException {
        Path folder = given.location();
        if (!Files.isDirectory(folder) || isApplication(folder)) {
            return List.of(given);
        }
        List<Path> found = children(folder);
        if (found.stream().noneMatch(each -> isWar(each) || isApplication(each))) {
            return List.of(given);
        } else if (AppCheck.hasPage(folder)) {
            throw new AppException(folder + " has both WARs and pages: is it a folder of applications, or one? Make a"
                    + " folder WEB-INF in it to serve it as one, or put the pages into a folder ROOT");
        }
        Map<String, AppLocation> applications = new LinkedHashMap<>();
        for (Path each : found) {
            String path = given.contextPathOrRoot() + contextPath(each);
            AppLocation other = applications.putIfAbsent(path, new AppLocation(path, each));
            if (other != null) {
                throw new AppException(other.location().getFileName() + " and " + each.getFileName() + " in " + folder
                        + " both mean the context path " + (path.isEmpty() ? "/" : path) + "; leave one of them");
            }
        }
        return List.copyOf(applications.values());
    }

    private static boolean isApplication(Path folder) {
        return Files.isDirectory(folder.resolve("WEB-INF"));
    }

    private static boolean isWar(Path file) {
        return file.getFileName().toString().endsWith(WAR) && Files.isRegularFile(file);
    }

    /** WARs, and folders that are applications or have pages; by name, so that they start in the same order each time. */
    private static List<Path> children(Path folder) throws AppException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                boolean isHidden = entry.getFileName().toString().startsWith(".");
                if (!isHidden && (isWar(entry) || isApplication(entry) || AppCheck.hasPage(entry))) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw new AppException("can't be read: " + folder + ": " + e.getMessage());
        }
        found.sort(null);
        return found;
    }

    private static String contextPath(Path application) {
        String name = application.getFileName().toString();
        String base = isWar(application) ? name.substring(0, name.length() - WAR.length()) : name;
        int version = base.indexOf("##");
        base = version < 0 ? base : base.substring(0, version);
        return base.equals("ROOT") ? "" : ("/" + base.replace('#', '/')).replaceFirst("/+$", "");
    }
}
