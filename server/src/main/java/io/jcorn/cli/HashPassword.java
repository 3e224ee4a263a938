package io.jcorn.cli;

import io.jcorn.boot.ExitCode;
import io.jcorn.passwd.DigestAlgorithm;
import io.jcorn.passwd.Pbkdf2;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.StringJoiner;

/** The command {@code jcorn hash-password}: a password on standard input becomes what a file of users holds of it. */
final class HashPassword {
    static final String NAME = "hash-password";

    private static final String USAGE = "usage: jcorn " + NAME + " [--digest USER REALM] < PASSWORD";

    private HashPassword() {}

    /** @return the exit code */
    static int run(List<String> arguments, PasswordInput input, PrintStream out, PrintStream err) {
        boolean isDigest = arguments.size() == 3 && arguments.get(0).equals("--digest");
        if (!arguments.isEmpty() && !isDigest) {
            err.println("jcorn: " + USAGE);
            return ExitCode.CONFIG;
        }
        char[] password;
        try {
            password = input.read();
        } catch (IOException e) {
            err.println("jcorn: standard input can't be read: " + e.getMessage());
            return ExitCode.CONFIG;
        }
        if (password == null || password.length == 0) {
            err.println("jcorn: no password given; " + USAGE);
            return ExitCode.CONFIG;
        }
        out.println(
                isDigest
                        ? digest(arguments.get(1), arguments.get(2), new String(password))
                        : Pbkdf2.of(password, Pbkdf2.ITERATIONS, new SecureRandom()));
        return ExitCode.OK;
    }

    /** What an application with DIGEST needs, for each algorithm: it can't do with a hash of the password alone. */
    private static String digest(String user, String realm, String password) {
        StringJoiner words = new StringJoiner(" ");
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            words.add(algorithm.mark() + algorithm.hash(user, realm, password));
        }
        return words.toString();
    }
}
