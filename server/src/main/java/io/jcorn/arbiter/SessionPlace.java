package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder in which a server with given settings keeps its sessions, for commands that don't serve: they look for it as
 * the arbiter does, and make and lock nothing, for that would be in its way.
 */
public record SessionPlace(Path folder) {
    /** The folder that is there. @throws ConfigException if there is none or several, or it may not be used */
    public static SessionPlace existing(Config config) throws ConfigException {
        List<Path> folders = new ArrayList<>();
        if (config.sessionDir().isPresent()) {
            folders.add(config.sessionDir().get());
        } else {
            for (int i = 1; i <= DefaultSessionFolder.MAX_COUNT; i++) {
                folders.add(DefaultSessionFolder.of(config, i));
            }
        }
        Path first = folders.get(0);
        folders.removeIf(folder -> !Files.isDirectory(folder));
        if (folders.isEmpty()) {
            throw new ConfigException("there is no session folder " + first
                    + "; give the options and the application that the server is started with, or --session-dir");
        } else if (folders.size() > 1) {
            throw new ConfigException("several servers of this kind have run, with sessions in " + folders
                    + "; give one with --session-dir");
        }
        SessionPlace place = new SessionPlace(folders.get(0));
        place.checkOwner();
        place.checkBoot();
        return place;
    }

    /** The folder that would be used. @throws ConfigException if it is there and belongs to somebody else */
    public static SessionPlace wanted(Config config) throws ConfigException {
        SessionPlace place = new SessionPlace(config.sessionDir().orElseGet(() -> DefaultSessionFolder.of(config, 1)));
        if (Files.exists(place.folder)) {
            place.checkOwner();
        }
        return place;
    }

    private void checkOwner() throws ConfigException {
        try {
            SessionFolder.checkOwner(folder);
        } catch (IOException e) {
            throw SessionFolder.unusable(folder, e);
        }
    }

    private void checkBoot() throws ConfigException {
        try {
            if (SessionFolder.isOfAnotherBoot(folder)) {
                throw new ConfigException("the sessions in " + folder
                        + " are of before a restart of the machine; they are dropped when the server starts");
            }
        } catch (IOException e) {
            throw SessionFolder.unusable(folder, e);
        }
    }

    /** The settings with this folder. */
    public Map<String, String> tell(Config config) {
        Map<String, String> settings = new HashMap<>(config.toMap());
        settings.put("session-dir", folder.toString());
        return settings;
    }
}
