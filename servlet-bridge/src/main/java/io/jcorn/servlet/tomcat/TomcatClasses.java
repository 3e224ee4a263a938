package io.jcorn.servlet.tomcat;

import java.util.Map;

/** jcorn's classes under the names that they have in Tomcat. */
public final class TomcatClasses {
    private static final Map<String, Class<?>> OURS =
            Map.of("org.apache.catalina.filters.HttpHeaderSecurityFilter", HeaderSecurityFilter.class);

    private TomcatClasses() {}

    /** The class that does what Tomcat's class of that name does; null if there is none. */
    public static Class<?> find(String name) {
        return OURS.get(name);
    }
}
