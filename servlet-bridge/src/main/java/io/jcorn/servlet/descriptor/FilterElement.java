package io.jcorn.servlet.descriptor;

import java.util.Map;

/** A filter as one descriptor or annotation declares it: null is "says nothing". */
public record FilterElement(String name, String className, Map<String, String> initParams, Boolean asyncSupported) {
    public FilterElement {
        initParams = Ordered.copyOf(initParams);
    }

    FilterDef toDef() {
        return new FilterDef(name, className, initParams, Boolean.TRUE.equals(asyncSupported));
    }
}
