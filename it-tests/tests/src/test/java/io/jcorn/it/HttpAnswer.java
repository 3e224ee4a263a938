package io.jcorn.it;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A response as it came; field names are in lower case. */
record HttpAnswer(int status, Map<String, String> fields, String body) {
    HttpAnswer {
        fields = Map.copyOf(fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the server says that this was the connection's last response. */
    boolean isLast() {
        return field("connection")
                .filter(value -> value.equalsIgnoreCase("close"))
                .isPresent();
    }
}
