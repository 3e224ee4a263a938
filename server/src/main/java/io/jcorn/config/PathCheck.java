package io.jcorn.config;

import io.jcorn.sessions.SessionKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the files and folders that settings name before anything starts, so that one that can't be used is told in a
 * line with its setting's name. Makes nothing.
 */
public final class PathCheck {
    private static final String STANDARD_OUTPUT = "-";

    private final Config config;

    private PathCheck(Config config) {
        this.config = config;
    }

    /** Blocks on files. @throws ConfigException if one can't be read or written as its setting needs */
    public static void check(Config config) throws ConfigException {
        new PathCheck(config).check();
    }

    private void check() throws ConfigException {
        checkReadable(
                SecuritySettings.USERS, "file of users", config.users().stream().toList());
        checkReadable(TlsSettings.CERTFILE, "certificate", config.certfile());
        checkReadable(TlsSettings.KEYFILE, "key", config.keyfile());
        checkReadable(
                TlsSettings.CA_CERTS,
                "file of certificates",
                config.caCerts().stream().toList());
        checkFolder(ApplicationSettings.WORK_DIR, config.workDir());
        if (config.sessionDir().isPresent() && config.sessionStore().kind() != SessionStoreKind.REDIS) {
            checkFolder(SessionSettings.SESSION_DIR, config.sessionDir().get());
        }
        if (config.sessionKeyFile().isPresent()) {
            checkSessionKeys(config.sessionKeyFile().get());
        }
        if (config.pidfile().isPresent()) {
            checkFile(ApplicationSettings.PID, config.pidfile().get());
        }
        Optional<String> log = config.accessLogfile().filter(file -> !file.equals(STANDARD_OUTPUT));
        if (log.isPresent()) {
            checkFile(LogSettings.ACCESS_LOGFILE, Path.of(log.get()));
        }
    }

    private void checkReadable(Setting<?> setting, String what, List<Path> files) throws ConfigException {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw wrong(setting, "the " + what + " can't be read: " + file);
            }
        }
    }

    private void checkSessionKeys(Path file) throws ConfigException {
        if (config.sessionStore().kind() == SessionStoreKind.MEMORY) {
            throw wrong(
                    SessionSettings.SESSION_KEY_FILE,
                    "session-store memory encrypts nothing; use lmdb or Redis, or leave the keys out");
        }
        try {
            SessionKeyFile.read(file);
        } catch (IOException e) {
            throw wrong(SessionSettings.SESSION_KEY_FILE, e.getMessage());
        }
    }

    /** It is there and may be written, or can be made. */
    private void checkFolder(Setting<?> setting, Path folder) throws ConfigException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw wrong(setting, existing + " is no folder; give one that jcorn may write");
        } else if (!Files.isWritable(existing)) {
            throw wrong(setting, "nothing may be written in " + existing + "; give a folder that jcorn may write");
        }
    }

    /** It may be written, or made in a folder that is there. */
    private void checkFile(Setting<?> setting, Path file) throws ConfigException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw wrong(setting, file + " is a folder; give a file");
        } else if (!Files.exists(folder)) {
            throw wrong(setting, "there is no folder " + folder + "; make it, or give another file");
        } else if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw wrong(setting, file + " can't be written; let the user of jcorn write it");
        }
    }

    private ConfigException wrong(Setting<?> setting, String problem) {
        String origin = config.origin(setting);
        return new ConfigException(origin == null ? "--" + setting.name() : origin, problem);
    }
}
