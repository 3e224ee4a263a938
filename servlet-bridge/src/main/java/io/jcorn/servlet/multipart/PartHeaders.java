package io.jcorn.servlet.multipart;

import io.jcorn.servlet.field.FieldParameters;
import io.jcorn.servlet.field.RequestFaultException;
import io.jcorn.servlet.field.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header fields of one part. */
final class PartHeaders {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @throws RequestFaultException if the line is no field line */
    void add(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon);
        if (!Tokens.isToken(name)) {
            throw RequestFaultException.malformed("a part of the form has a malformed header");
        }
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> new ArrayList<>(1))
                .add(line.substring(colon + 1).trim());
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    String first(String name) {
        List<String> all = values.get(name.toLowerCase(Locale.ROOT));
        return all == null ? null : all.get(0);
    }

    /** The form field's name (RFC 7578 §4.2). @throws RequestFaultException if there is none */
    String fieldName() {
        String disposition = first("content-disposition");
        String name = disposition != null && disposition.regionMatches(true, 0, "form-data", 0, 9)
                ? FieldParameters.find(disposition, "name")
                : null;
        if (name == null) {
            throw RequestFaultException.malformed("a part of the form has no name");
        }
        return name;
    }

    /** null for a part that is no file. */
    String fileName() {
        return FieldParameters.find(first("content-disposition"), "filename");
    }
}
