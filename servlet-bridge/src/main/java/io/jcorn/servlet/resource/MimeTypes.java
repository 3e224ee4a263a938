package io.jcorn.servlet.resource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Media types by file name extension: the application's own mappings, else jcorn's table, the file {@code mime.types}
 * beside this class. Immutable.
 */
public final class MimeTypes {
    private static final Map<String, String> DEFAULTS = load();

    private final Map<String, String> byExtension;

    /** @param overrides from extension without dot, in any case, to media type */
    public MimeTypes(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        overrides.forEach((extension, type) -> all.put(extension.toLowerCase(Locale.ROOT), type));
        this.byExtension = Map.copyOf(all);
    }

    /** The media type of a file or path by its extension, in any case; null if it has none or an unknown one. */
    public String of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot < 0 || dot < fileName.lastIndexOf('/')) {
            return null;
        }
        String extension = fileName.substring(dot + 1);
        String type = byExtension.get(extension);
        return type != null ? type : byExtension.get(extension.toLowerCase(Locale.ROOT));
    }

    /** Lines of a media type and its extensions, separated by spaces; # begins a comment. */
    private static Map<String, String> load() {
        Map<String, String> types = new HashMap<>();
        try (InputStream table = MimeTypes.class.getResourceAsStream("mime.types");
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                for (int i = 1; i < words.length && !words[0].startsWith("#"); i++) {
                    types.put(words[i], words[0]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("jcorn's own mime.types can't be read", e);
        }
        return types;
    }
}
