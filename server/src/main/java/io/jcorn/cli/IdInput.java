package io.jcorn.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where session ids, which are credentials, are read from: the terminal, one that isn't shown, else all lines of standard
 * input.
 *
 * @param console null if there is no terminal
 */
record IdInput(Console console, InputStream stdin) {
    /** Blocks. */
    List<String> read() throws IOException {
        if (console != null) {
            char[] id = console.readPassword("Session id: ");
            return id == null || id.length == 0 ? List.of() : List.of(new String(id));
        }
        return new BufferedReader(new InputStreamReader(stdin, StandardCharsets.US_ASCII))
                .lines()
                .map(String::strip)
                .toList();
    }
}
