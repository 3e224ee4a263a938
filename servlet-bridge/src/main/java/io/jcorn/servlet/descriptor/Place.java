package io.jcorn.servlet.descriptor;

/**
 * Where something was declared, for error messages.
 *
 * @param file path inside the application, or {@code @WebServlet on com.acme.Hello}
 * @param line 1-based; 0 if there are no lines
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
