package io.jcorn.servlet.descriptor;

import java.util.Map;

/** A filter as declared; {@code className} is null if code registers the class under this name later. */
public record FilterDef(String name, String className, Map<String, String> initParams, boolean asyncSupported) {
    public FilterDef {
        initParams = Ordered.copyOf(initParams);
    }
}
