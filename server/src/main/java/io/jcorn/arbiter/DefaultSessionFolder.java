package io.jcorn.arbiter;

import io.jcorn.config.Config;
import io.jcorn.config.Settings;
import io.jcorn.sock.BindAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where sessions are kept if no setting says it: a folder for what is served and where, so that a new start finds it. */
final class DefaultSessionFolder {
    /** In memory, and gone with it when the machine stops. Docker gives it 64 MB unless told. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final long ENOUGH_BYTES = 256L << 20;
    private static final int NAME_BYTES = 8;
    /** How many servers of one kind have folders beside each other. */
    static final int MAX_COUNT = 1000;

    private DefaultSessionFolder() {}

    /** @param number from 1 on: the next one is for who finds another server in the one before */
    static Path of(Config config, int number) {
        return base(config).resolve("sessions-" + nameOf(config) + (number == 1 ? "" : "-" + number));
    }

    private static Path base(Config config) {
        try {
            if (Files.isWritable(SHARED_MEMORY)
                    && Files.getFileStore(SHARED_MEMORY).getTotalSpace() >= ENOUGH_BYTES) {
                return SHARED_MEMORY.resolve("jcorn-" + System.getProperty("user.name"));
            }
        } catch (IOException e) {
            // then it is no place for sessions
        }
        return config.workDir();
    }

    private static String nameOf(Config config) {
        StringBuilder served = new StringBuilder();
        for (BindAddress address : config.bind()) {
            served.append(address).append('\n');
        }
        // as they were given: another WAR in a folder of them takes no session from the others
        for (String app : config.texts(Settings.APP)) {
            served.append(app).append('\n');
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(served.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
