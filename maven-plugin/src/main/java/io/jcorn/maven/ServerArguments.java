package io.jcorn.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The server's command line from Maven's parameters. Which settings there are is the server's to know: a name that it
 * doesn't have is its error, with the nearest name.
 */
final class ServerArguments {
    static final String PREFIX = "jcorn.";
    static final String CONTEXT_PATH = PREFIX + "contextPath";
    static final String SKIP = PREFIX + "skip";

    private ServerArguments() {}

    /**
     * The pom's settings, overridden by {@code -Djcorn.name=value}, then the web application.
     *
     * @param settings a value of several lines is that many values of a setting that may be repeated
     * @param userProperties those given on Maven's command line: they win over the pom, which Maven alone wouldn't do
     */
    static List<String> of(String contextPath, Path war, Map<String, String> settings, Properties userProperties) {
        Map<String, String> all = new TreeMap<>(settings);
        for (String property : userProperties.stringPropertyNames()) {
            if (property.startsWith(PREFIX) && !property.equals(CONTEXT_PATH) && !property.equals(SKIP)) {
                all.put(property.substring(PREFIX.length()), userProperties.getProperty(property));
            }
        }
        List<String> arguments = new ArrayList<>();
        all.forEach((name, values) ->
                values.strip().lines().forEach(value -> arguments.add("--" + name + "=" + value.strip())));
        arguments.add("--app=" + userProperties.getProperty(CONTEXT_PATH, contextPath) + "=" + war);
        return arguments;
    }
}
