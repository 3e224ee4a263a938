package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.descriptor.ErrorPage;
import jakarta.servlet.ServletException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which page of the application's answers an error (Servlet 6.1 §10.9.2). Immutable. */
public final class ErrorPages {
    private final Map<String, String> byException = new HashMap<>();
    private final Map<Integer, String> byStatus = new HashMap<>();
    private String byDefault;

    public ErrorPages(List<ErrorPage> pages) {
        for (ErrorPage page : pages) {
            if (page.exceptionType() != null) {
                byException.putIfAbsent(page.exceptionType(), page.location());
            } else if (page.status() != null) {
                byStatus.putIfAbsent(page.status(), page.location());
            } else if (byDefault == null) {
                byDefault = page.location();
            }
        }
    }

    /** @param cause what the page is told of: the exception itself or, if only that one matched, its root cause */
    record Found(String location, Throwable cause) {}

    /** The page for an exception, the closest class first; failing that, the one for the status. Its location is null if there is none. */
    Found find(Throwable thrown, int status) {
        Throwable cause = thrown;
        while (true) {
            String location = ofClass(cause.getClass());
            if (location != null) return new Found(location, cause);
            if (!(cause instanceof ServletException e) || e.getRootCause() == null) break;
            cause = e.getRootCause();
        }
        return new Found(find(status), cause);
    }

    /** null if there is none. */
    String find(int status) {
        return byStatus.getOrDefault(status, byDefault);
    }

    private String ofClass(Class<?> thrown) {
        if (byException.isEmpty()) return null;
        for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            String location = byException.get(type.getName());
            if (location != null) return location;
        }
        return null;
    }
}
