package io.jcorn.servlet.resource;

import java.util.Map;

/** Media types by file name extension: the application's own mappings, else jcorn's table. Immutable. */
public final class MimeTypes {
    private final Map<String, String> byExtension;

    /** @param overrides from extension without dot, in any case, to media type */
    public MimeTypes(Map<String, String> overrides) {
        this.byExtension = Map.copyOf(overrides);
    }

    /** The media type of a file or path by its extension, in any case; null if it has none or an unknown one. */
    public String of(String fileName) {
        return byExtension.get(fileName);
    }
}
