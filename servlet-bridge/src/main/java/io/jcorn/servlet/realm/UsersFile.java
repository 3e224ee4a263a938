package io.jcorn.servlet.realm;

import io.jcorn.passwd.DigestAlgorithm;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of users: a line for each, as {@code htpasswd} makes them, and roles behind it.
 *
 * <pre>
 * # name:secrets:roles
 * alice:$pbkdf2-sha256$600000$…:admin, staff
 * bob:$2y$12$… {digest-sha-256}5f4d…:staff
 * CN=Carol,O=Acme,C=DE:*:staff
 * </pre>
 *
 * Messages name the line, never what stands in it: it may be a password.
 */
final class UsersFile {
    private static final System.Logger LOG = System.getLogger("jcorn.security");
    private static final String DIGEST = "{digest-";

    private final Path file;
    private final Map<String, FileUser> users = new LinkedHashMap<>();
    private final List<Integer> plainLines = new ArrayList<>();

    private UsersFile(Path file) {
        this.file = file;
    }

    /** @throws IOException with one line for the operator */
    static List<FileUser> read(Path file) throws IOException {
        UsersFile users = new UsersFile(file);
        users.lines(text(file));
        users.warn();
        return List.copyOf(users.users.values());
    }

    private static List<String> text(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": the file of users is not UTF-8", e);
        } catch (IOException e) {
            throw new IOException(
                    file + ": the file of users can't be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private void lines(List<String> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                FileUser user = user(line.split(":", -1), i + 1);
                if (users.putIfAbsent(user.user().name(), user) != null)
                    throw new IllegalArgumentException("a second line for the same user; put the roles into one");
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    private FileUser user(String[] fields, int line) {
        if (fields.length < 2 || fields.length > 3 || fields[0].isBlank())
            throw new IllegalArgumentException("a line is NAME:HASH:ROLE,ROLE");
        Secret secret = null;
        Map<DigestAlgorithm, String> digests = new EnumMap<>(DigestAlgorithm.class);
        for (String word : fields[1].strip().split("\\s+")) {
            if (word.startsWith(DIGEST)) {
                digest(word, digests);
            } else if (!word.equals("*")) {
                if (secret != null) throw new IllegalArgumentException("two passwords; a user has one");
                secret = Secret.parse(word);
                if (secret instanceof Secret.Plain) plainLines.add(line);
            }
        }
        return new FileUser(new User(fields[0].strip(), roles(fields)), secret, digests);
    }

    private static void digest(String word, Map<DigestAlgorithm, String> digests) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String prefix = algorithm.mark();
            if (!word.startsWith(prefix)) continue;
            String hash = word.substring(prefix.length()).toLowerCase(Locale.ROOT);
            if (hash.length() == algorithm.hexLength() && hash.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                digests.put(algorithm, hash);
                return;
            }
        }
        throw new IllegalArgumentException(
                "a malformed digest; right are {digest-sha-256} with 64 hexadecimal digits and"
                        + " {digest-md5} with 32");
    }

    private static Set<String> roles(String[] fields) {
        Set<String> roles = new LinkedHashSet<>();
        if (fields.length == 3) {
            for (String role : fields[2].split(",")) if (!role.isBlank()) roles.add(role.strip());
        }
        return roles;
    }

    private void warn() {
        if (!plainLines.isEmpty())
            LOG.log(
                    Level.WARNING,
                    "{0}: passwords in plain text in lines {1}; hash them with `jcorn hash-password`",
                    file,
                    plainLines);
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ))
                LOG.log(
                        Level.WARNING,
                        "{0}: everybody may read the file of users ({1}); chmod o-r it",
                        file,
                        PosixFilePermissions.toString(permissions));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, () -> file + ": its permissions can't be told: " + e);
        }
    }
}
