package io.jcorn.servlet.resource;

import io.jcorn.http.HttpDate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.OptionalLong;

/** Whether a request's conditions hold for a file (RFC 9110 §13), evaluated in the order of §13.2.2. */
final class Preconditions {
    enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    private Preconditions() {}

    /** @param reads whether the method is GET or HEAD; others can't be answered by "not modified" */
    static Outcome evaluate(HttpServletRequest request, StaticFile file, boolean reads) {
        if (request.getHeader("If-Match") != null) {
            if (!anyMatches(request.getHeaders("If-Match"), file.etag, true)) {
                return Outcome.FAILED;
            }
        } else {
            String unmodifiedSince = request.getHeader("If-Unmodified-Since");
            if (unmodifiedSince != null && isModifiedSince(file, unmodifiedSince, false)) {
                return Outcome.FAILED;
            }
        }
        if (request.getHeader("If-None-Match") != null) {
            if (anyMatches(request.getHeaders("If-None-Match"), file.etag, false)) {
                return reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
            }
        } else if (reads) {
            String modifiedSince = request.getHeader("If-Modified-Since");
            if (modifiedSince != null && !isModifiedSince(file, modifiedSince, true)) {
                return Outcome.NOT_MODIFIED;
            }
        }
        return Outcome.PROCEED;
    }

    /** Whether a Range field counts (RFC 9110 §13.1.5): the client's part is of the file as it is now. */
    static boolean ifRange(HttpServletRequest request, StaticFile file) {
        String validator = request.getHeader("If-Range");
        if (validator == null) {
            return true;
        }
        if (validator.startsWith("\"") || validator.startsWith("W/")) {
            return matches(validator, file.etag, true);
        }
        OptionalLong date = HttpDate.parse(validator);
        return file.settled && date.isPresent() && date.getAsLong() == file.lastModifiedSecond;
    }

    /** @param ifInvalid what is said of a field that is no date, which has to be ignored */
    private static boolean isModifiedSince(StaticFile file, String field, boolean ifInvalid) {
        if (field.equals(file.lastModified)) {
            return false; // what clients send is nearly always what they were given
        }
        OptionalLong date = HttpDate.parse(field);
        return date.isEmpty() ? ifInvalid : file.lastModifiedSecond > date.getAsLong();
    }

    private static boolean anyMatches(Enumeration<String> fields, String etag, boolean strong) {
        while (fields.hasMoreElements()) {
            if (matches(fields.nextElement(), etag, strong)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a list of entity tags, or {@code *}, has the file's (RFC 9110 §8.8.3). */
    static boolean matches(String list, String etag, boolean strong) {
        if (list.equals(etag)) {
            return !strong || !isWeak(etag);
        }
        if (list.strip().equals("*")) {
            return true;
        }
        if (strong && isWeak(etag)) {
            return false;
        }
        String opaque = isWeak(etag) ? etag.substring(2) : etag;
        for (int quote = list.indexOf('"'); quote >= 0; ) {
            int end = list.indexOf('"', quote + 1);
            if (end < 0) {
                return false;
            }
            boolean weak = quote >= 2 && list.startsWith("W/", quote - 2);
            boolean same = list.regionMatches(quote, opaque, 0, opaque.length()) && end - quote + 1 == opaque.length();
            if (same && !(strong && weak)) {
                return true;
            }
            quote = list.indexOf('"', end + 1);
        }
        return false;
    }

    private static boolean isWeak(String etag) {
        return etag.startsWith("W/");
    }
}
