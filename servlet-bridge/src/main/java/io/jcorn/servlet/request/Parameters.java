package io.jcorn.servlet.request;

import io.jcorn.servlet.field.FormData;
import io.jcorn.servlet.field.RequestFaultException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a request (Servlet 6.1 §3.1), in the order in which they came. */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final int max;
    private int count;
    /** What getParameterMap hands out; made when it is first asked for. */
    private Map<String, String[]> arrays;

    /** @param max how many are allowed */
    Parameters(int max) {
        this.max = max;
    }

    /** @throws RequestFaultException if there are too many */
    void add(String name, String value) {
        if (++count > max) {
            throw RequestFaultException.tooLarge("the request has more than " + max + " parameters");
        }
        values.computeIfAbsent(name, n -> new ArrayList<>(2)).add(value);
    }

    /** A query string is in UTF-8, whatever the body is in. */
    void addQuery(String query) {
        if (query != null) {
            FormData.parse(query, StandardCharsets.UTF_8, this::add);
        }
    }

    void addForm(String form, Charset charset) {
        FormData.parse(form, charset, this::add);
    }

    /** All of {@code inner} behind these. */
    void addAll(Parameters inner) {
        inner.values.forEach((name, all) -> all.forEach(value -> add(name, value)));
    }

    String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    String[] all(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.toArray(String[]::new);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    Map<String, String[]> asMap() {
        if (arrays == null) {
            Map<String, String[]> made = new LinkedHashMap<>();
            values.forEach((name, all) -> made.put(name, all.toArray(String[]::new)));
            arrays = Collections.unmodifiableMap(made);
        }
        return arrays;
    }
}
