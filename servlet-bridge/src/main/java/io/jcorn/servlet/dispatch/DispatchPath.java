package io.jcorn.servlet.dispatch;

import io.jcorn.http.HttpException;
import io.jcorn.servlet.field.UriText;

/**
 * Where application code or the descriptor wants a request to go, taken apart.
 *
 * @param written as written, encoded where it must be, without query: becomes the request URI behind the context path
 * @param path canonical
 * @param query null where there is none
 */
record DispatchPath(String written, String path, String query) {
    /** @return null if the path doesn't start with "/", leads out of the context or isn't well-formed */
    static DispatchPath parse(String location) {
        int mark = location.indexOf('?');
        String written = mark < 0 ? location : location.substring(0, mark);
        String query = mark < 0 ? null : location.substring(mark + 1);
        if (written.isEmpty()) written = "/";
        try {
            return new DispatchPath(
                    UriText.encodeReference(written), PathCanonicalizer.canonicalizeText(written), query);
        } catch (HttpException e) {
            return null;
        }
    }
}
