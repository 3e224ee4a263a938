package io.jcorn.servlet.resource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One call of a servlet: the request as it is told, and whatever the servlet made of the response. In memory. */
final class Call {
    /** A response that can send files, as the container's own. */
    private interface SendingResponse extends HttpServletResponse, FileSender {}

    private final String method;
    private final String path;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(body, true, StandardCharsets.UTF_8);
    private DispatcherType type = DispatcherType.REQUEST;
    private String uri;
    private String query;
    private boolean sendsFiles;
    private boolean writerTaken;
    private boolean bannerWritten;

    int status = 200;
    final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    boolean sentFile;

    Call(String method, String path) {
        this.method = method;
        this.path = path;
        this.uri = path;
    }

    static Call get(String path) {
        return new Call("GET", path);
    }

    Call header(String name, String value) {
        headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        return this;
    }

    Call uri(String uri, String query) {
        this.uri = uri;
        this.query = query;
        return this;
    }

    Call as(DispatcherType type) {
        this.type = type;
        return this;
    }

    /** Includes {@code path} from a page of another path. */
    Call including(String included) {
        attributes.put(RequestDispatcher.INCLUDE_REQUEST_URI, included);
        attributes.put(RequestDispatcher.INCLUDE_SERVLET_PATH, included);
        return as(DispatcherType.INCLUDE);
    }

    Call failedWith(int error) {
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, error);
        status = error;
        return as(DispatcherType.ERROR);
    }

    Call withWriterTaken() {
        writerTaken = true;
        return this;
    }

    Call withBanner() {
        bannerWritten = true;
        sendsFiles = true;
        return this;
    }

    Call withFileSender() {
        sendsFiles = true;
        return this;
    }

    Call by(DefaultServlet servlet) throws Exception {
        ClassLoader loader = getClass().getClassLoader();
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                loader, new Class<?>[] {HttpServletRequest.class}, (proxy, called, args) -> request(called, args));
        Class<?> kind = sendsFiles ? SendingResponse.class : HttpServletResponse.class;
        HttpServletResponse response = (HttpServletResponse)
                Proxy.newProxyInstance(loader, new Class<?>[] {kind}, (proxy, called, args) -> response(called, args));
        servlet.service(request, response);
        return this;
    }

    String field(String name) {
        return fields.get(name);
    }

    String body() {
        writer.flush();
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private Object request(Method called, Object[] args) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getDispatcherType" -> type;
            case "getServletPath" -> path;
            case "getPathInfo" -> null;
            case "getRequestURI" -> uri;
            case "getQueryString" -> query;
            case "getAttribute" -> attributes.get((String) args[0]);
            case "getHeader" ->
                headers.getOrDefault((String) args[0], Collections.singletonList(null))
                        .get(0);
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault((String) args[0], List.of()));
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private Object response(Method called, Object[] args) throws Exception {
        switch (called.getName()) {
            case "setStatus", "sendError" -> status = (int) args[0];
            case "setHeader" -> fields.put((String) args[0], (String) args[1]);
            case "addHeader" -> fields.merge((String) args[0], (String) args[1], (one, other) -> one + ", " + other);
            case "containsHeader" -> {
                return fields.containsKey((String) args[0]);
            }
            case "setContentType" -> fields.put("Content-Type", (String) args[0]);
            case "setContentLength", "setContentLengthLong" -> fields.put("Content-Length", args[0].toString());
            case "sendRedirect" -> {
                status = 302;
                fields.put("Location", (String) args[0]);
            }
            case "encodeRedirectURL" -> {
                return args[0];
            }
            case "getOutputStream" -> {
                return stream();
            }
            case "getWriter" -> {
                return writer;
            }
            case "hasContent" -> {
                return bannerWritten;
            }
            case "sendFile" -> {
                return sendFile((FileChannel) args[0], (long) args[1], (long) args[2]);
            }
            default -> throw new UnsupportedOperationException(called.toString());
        }
        return null;
    }

    private boolean sendFile(FileChannel file, long position, long count) throws Exception {
        try (file) {
            file.transferTo(position, count, Channels.newChannel(body));
        }
        sentFile = true;
        return true;
    }

    private ServletOutputStream stream() {
        if (writerTaken) {
            throw new IllegalStateException("getWriter() was called");
        }
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                body.write(bytes, offset, length);
            }
        };
    }
}
