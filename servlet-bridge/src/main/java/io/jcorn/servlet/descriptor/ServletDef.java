package io.jcorn.servlet.descriptor;

import java.util.Map;

/**
 * A servlet as declared; exactly one of {@code className} and {@code jspFile} is set, neither if code registers the class under this name
 * later (Servlet 6.1 §4.4.1).
 *
 * @param loadOnStartup null or negative: when the container likes
 * @param enabled false: never called, its mappings answer 404
 * @param multipart null if the servlet takes no multipart requests
 * @param runAs role name, or null
 * @param roleRefs what the servlet's code calls a role → the role's name
 */
public record ServletDef(
        String name,
        String className,
        String jspFile,
        Map<String, String> initParams,
        Integer loadOnStartup,
        boolean asyncSupported,
        boolean enabled,
        MultipartDef multipart,
        String runAs,
        Map<String, String> roleRefs) {
    public ServletDef {
        initParams = Ordered.copyOf(initParams);
        roleRefs = Ordered.copyOf(roleRefs);
    }
}
