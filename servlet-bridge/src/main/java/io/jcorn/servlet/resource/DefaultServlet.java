package io.jcorn.servlet.resource;

import io.jcorn.servlet.resource.Preconditions.Outcome;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Serves files (Servlet 6.1 §12.2) to requests that no servlet of the application's own is mapped to: the path within the
 * context is the path of the file. Welcome files were chosen before, by who mapped the request; folders are not listed.
 *
 * <p>JSP pages are not sent as they are: their source is the application's secret. They are answered 501, as nothing runs them.
 *
 * <p>POST is answered as GET, for error pages and forwards of forms. Blocks for the file system only, on local disks
 * hardly; sending a big file holds no thread where the response is a {@link FileSender}.
 */
public final class DefaultServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long CACHE_BYTES = 16 * 1024 * 1024;
    private static final String NO_PAGES = "JSP pages are not supported";
    private static final String ALLOW = "GET, HEAD, POST, OPTIONS";

    private final transient WebResources resources;
    private final transient FileCache files;

    public DefaultServlet(WebResources resources, MimeTypes mimeTypes, CacheRules cacheRules) {
        this(
                resources,
                new FileCache(resources, mimeTypes, cacheRules, CACHE_BYTES, InstantSource.system(), System::nanoTime));
    }

    DefaultServlet(WebResources resources, FileCache files) {
        this.resources = resources;
        this.files = files;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.INCLUDE) {
            include(request, response);
            return;
        }
        if (type == DispatcherType.ERROR) {
            serveErrorPage(request, response);
            return;
        }
        switch (request.getMethod()) {
            case "GET", "HEAD", "POST" -> serve(request, response, type);
            case "OPTIONS" -> {
                response.setHeader("Allow", ALLOW);
                response.setContentLength(0);
            }
            case "PUT", "DELETE", "PATCH", "TRACE", "CONNECT" -> {
                response.setHeader("Allow", ALLOW);
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_IMPLEMENTED);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, DispatcherType type)
            throws IOException {
        String path = path(request.getServletPath(), request.getPathInfo());
        StaticFile file = files.get(path);
        // what is in WEB-INF is for forwards and includes: the application's own decision
        boolean ownDecision = type == DispatcherType.FORWARD;
        if (file == null && type == DispatcherType.REQUEST && isFolderWithoutSlash(path)) {
            redirectToFolder(request, response);
        } else if (file == null || (file.hidden && !ownDecision)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (isPage(path)) {
            response.sendError(HttpServletResponse.SC_NOT_IMPLEMENTED, NO_PAGES);
        } else {
            serve(chosen(file, request, response), request, response);
        }
    }

    /** The file in the coding that the client likes best, if there are several and nobody else encodes the response. */
    private static StaticFile chosen(StaticFile file, HttpServletRequest request, HttpServletResponse response) {
        if (file.encoded.isEmpty() || !isUntouched(response) || response.containsHeader("Content-Encoding")) {
            return file;
        }
        response.addHeader("Vary", "Accept-Encoding");
        return file.accepted(String.join(",", Collections.list(request.getHeaders("Accept-Encoding"))));
    }

    private void serve(StaticFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        boolean reads = !method.equals("POST");
        Outcome outcome = Preconditions.evaluate(request, file, reads);
        if (outcome == Outcome.FAILED) {
            response.sendError(HttpServletResponse.SC_PRECONDITION_FAILED);
            return;
        }
        response.setHeader("ETag", file.etag);
        response.setHeader("Last-Modified", file.lastModified);
        if (file.cacheControl != null && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", file.cacheControl);
        }
        if (outcome == Outcome.NOT_MODIFIED) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setHeader("Accept-Ranges", "bytes");
        if (file.coding != null) {
            response.setHeader("Content-Encoding", file.coding.token);
        }
        String range = method.equals("GET") ? request.getHeader("Range") : null;
        if (range != null && isUntouched(response) && Preconditions.ifRange(request, file)) {
            List<ByteRange> ranges = ByteRange.parse(range, file.size);
            if (ranges != null) {
                serveRanges(file, ranges, response);
                return;
            }
        }
        serveWhole(file, response, !method.equals("HEAD"));
    }

    private static void serveWhole(StaticFile file, HttpServletResponse response, boolean withBody) throws IOException {
        if (file.contentType != null) {
            response.setContentType(file.contentType);
        }
        if (isUntouched(response)) {
            response.setContentLengthLong(file.size);
        }
        if (withBody) {
            new FileBody(file, response).writeAll();
        }
    }

    private static void serveRanges(StaticFile file, List<ByteRange> ranges, HttpServletResponse response)
            throws IOException {
        if (ranges.isEmpty()) {
            response.setHeader("Content-Range", "bytes */" + file.size);
            response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        FileBody body = new FileBody(file, response);
        if (ranges.size() > 1) {
            body.writeMultipart(ranges);
            return;
        }
        ByteRange range = ranges.get(0);
        if (file.contentType != null) {
            response.setContentType(file.contentType);
        }
        response.setHeader("Content-Range", range.contentRange(file.size));
        response.setContentLengthLong(range.length());
        body.write(range);
    }

    /** The status is that of the error and stays; conditions and ranges were meant for what was asked for, not for this page. */
    private void serveErrorPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request.getServletPath(), request.getPathInfo());
        StaticFile file = files.get(path);
        if (file != null && !isPage(path)) {
            serveWhole(file, response, !request.getMethod().equals("HEAD"));
        } else {
            response.sendError(
                    request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                            ? status
                            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /** A missing file fails the page that includes it, with the exception that Servlet 6.1 §9.3 wants. */
    private void include(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // by name, without a path: then the attributes are not there
        boolean byPath = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null;
        String path = byPath
                ? path((String) request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH), (String)
                        request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO))
                : path(request.getServletPath(), request.getPathInfo());
        StaticFile file = files.get(path);
        if (file == null) {
            throw new FileNotFoundException(path);
        }
        if (isPage(path)) {
            throw new ServletException(path + ": " + NO_PAGES);
        }
        new FileBody(file, response).writeAll();
    }

    /** In any case of letters: on a file system that doesn't tell them apart INDEX.JSP is the page too. */
    private static boolean isPage(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".jsp") || name.endsWith(".jspx");
    }

    private static String path(String servletPath, String pathInfo) {
        String path = pathInfo == null ? servletPath : servletPath + pathInfo;
        return path.isEmpty() ? "/" : path;
    }

    private boolean isFolderWithoutSlash(String path) {
        if (path.endsWith("/") || WebResources.isProtected(path)) {
            return false;
        }
        Path found = resources.find(path);
        return found != null && Files.isDirectory(found) && !resources.isProtected(found);
    }

    private static void redirectToFolder(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String uri = request.getRequestURI();
        int start = 0;
        while (uri.startsWith("//", start)) {
            start++; // "//host/folder" would be a redirect to another host
        }
        String query = request.getQueryString();
        String location = uri.substring(start) + "/" + (query == null ? "" : "?" + query);
        response.sendRedirect(response.encodeRedirectURL(location));
    }

    /** Whether no filter wrote something before: else the file's length is not the body's, nor its ranges. */
    private static boolean isUntouched(HttpServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper) {
            innermost = wrapper.getResponse();
        }
        return !(innermost instanceof FileSender sender && sender.hasContent());
    }
}
