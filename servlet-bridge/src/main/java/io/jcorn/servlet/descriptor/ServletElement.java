package io.jcorn.servlet.descriptor;

import java.util.Map;

/** A servlet as one descriptor or annotation declares it: null is "says nothing", so that another may (Servlet 6.1 §8.2.3). */
public record ServletElement(
        String name,
        String className,
        String jspFile,
        Map<String, String> initParams,
        Integer loadOnStartup,
        Boolean asyncSupported,
        Boolean enabled,
        MultipartDef multipart,
        String runAs,
        Map<String, String> roleRefs) {
    public ServletElement {
        initParams = Ordered.copyOf(initParams);
        roleRefs = Ordered.copyOf(roleRefs);
    }

    ServletDef toDef() {
        return new ServletDef(
                name,
                className,
                jspFile,
                initParams,
                loadOnStartup,
                Boolean.TRUE.equals(asyncSupported),
                !Boolean.FALSE.equals(enabled),
                multipart,
                runAs,
                roleRefs);
    }
}
