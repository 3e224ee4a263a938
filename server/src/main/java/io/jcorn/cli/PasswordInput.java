package io.jcorn.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Where a password is read from: the terminal, without showing it, else the first line of standard input. Never an argument, which
 * everybody on the machine may see.
 *
 * @param console null if there is no terminal
 */
record PasswordInput(Console console, InputStream stdin) {
    /** null at the end of the input. Blocks. */
    char[] read() throws IOException {
        if (console != null) {
            return console.readPassword("Password: ");
        }
        String line = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8)).readLine();
        return line == null ? null : line.toCharArray();
    }
}
