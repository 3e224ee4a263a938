package io.jcorn.servlet.request;

import jakarta.servlet.MultipartConfigElement;

/** What a request needs to know of the servlet that it is dispatched to. */
public interface ServletTarget {
    String servletName();

    /** null for a servlet that is not declared for multipart/form-data. */
    MultipartConfigElement multipartConfig();

    /** The role that this servlet's code means by {@code role}: itself unless a security-role-ref says otherwise (§13.3). */
    String linkedRole(String role);

    /** Whether this servlet may call {@code startAsync}; its filters are the dispatcher's concern. */
    boolean asyncSupported();
}
