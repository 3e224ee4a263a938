package io.jcorn.servlet.descriptor;

/**
 * Where an error is answered (Servlet 6.1 §10.9.2). With neither status nor exception it is the default page.
 *
 * @param status null if by exception or the default
 * @param exceptionType class name, null if by status or the default
 * @param location starts with "/"
 */
public record ErrorPage(Integer status, String exceptionType, String location) {
    /** What it answers, for messages and to find two that answer the same. */
    String key() {
        if (status != null) return status.toString();
        return exceptionType == null ? "any other error" : exceptionType;
    }
}
