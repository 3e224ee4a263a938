package io.jcorn.servlet.request;

import io.jcorn.app.RequestBody;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.field.Charsets;
import io.jcorn.servlet.field.ContentType;
import io.jcorn.servlet.field.RequestFaultException;
import io.jcorn.servlet.multipart.MultipartLimits;
import io.jcorn.servlet.multipart.MultipartParser;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a request in whichever one way the application reads it: as bytes, as text, as a form. Made when a request
 * is first asked for its body or parameters; blocks while it reads. One thread at a time.
 */
final class RequestContent {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private final ReadableRequest request;
    private final RequestHead head;
    private final ContentType type;
    private String encoding;
    private RequestInputStream stream;
    private BufferedReader reader;
    private boolean streamTaken;
    private boolean encodingFixed;
    private List<Part> parts;
    private RequestFaultException failure;

    RequestContent(ReadableRequest request) {
        this.request = request;
        this.head = request.exchange().request();
        String field = head.field("Content-Type");
        this.type = field == null ? null : ContentType.of(field);
    }

    /** The encoding set by the application, else named by the client, else by the deployment descriptor; or null. */
    String encoding() {
        if (encoding != null) {
            return encoding;
        }
        if (type != null && type.charset() != null) {
            return type.charset();
        }
        Charset configured = request.dispatch().context().requestEncoding();
        return configured == null ? null : configured.name();
    }

    /** Has no effect once the body is being read as text or for parameters. */
    void encoding(String name) throws UnsupportedEncodingException {
        if (!encodingFixed) {
            Charsets.of(name);
            encoding = name;
        }
    }

    void encoding(Charset charset) {
        if (!encodingFixed) {
            encoding = charset.name();
        }
    }

    private Charset charset(Charset otherwise) throws UnsupportedEncodingException {
        String name = encoding();
        return name == null ? otherwise : Charsets.of(name);
    }

    ServletInputStream stream() {
        if (reader != null) {
            throw new IllegalStateException("getReader was called for this request before");
        }
        streamTaken = true;
        return input();
    }

    BufferedReader reader() throws IOException {
        if (streamTaken) {
            throw new IllegalStateException("getInputStream was called for this request before");
        }
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(input(), charset(StandardCharsets.ISO_8859_1)));
            encodingFixed = true;
        }
        return reader;
    }

    /** The stream, whoever reads it; null while nobody did. */
    RequestInputStream inputIfAny() {
        return stream;
    }

    private RequestInputStream input() {
        if (stream == null) {
            stream = new RequestInputStream(request);
        }
        return stream;
    }

    /**
     * Adds the parameters of a form, if the body is one and nobody else reads it.
     *
     * @throws RequestFaultException if it is malformed, too large or can't be read; again at each later call
     */
    void addForm(Parameters parameters) {
        encodingFixed = true;
        if (failure != null) {
            throw failure;
        }
        if (streamTaken || reader != null || type == null) {
            return;
        }
        try {
            if (type.mimeType().equals(FORM) && head.method().equals("POST")) {
                RequestContext context = request.dispatch().context();
                parameters.addForm(readForm(context.maxFormBytes()), charset(StandardCharsets.UTF_8));
            } else if (isMultipart() && request.dispatch().target().multipartConfig() != null) {
                addTextParts(parameters);
            }
        } catch (UnsupportedEncodingException e) {
            throw failed(RequestFaultException.malformed("unknown charset " + e.getMessage()));
        } catch (IOException | ServletException e) {
            throw failed(unreadable(e));
        } catch (RequestFaultException e) {
            throw failed(e);
        }
    }

    private RequestFaultException failed(RequestFaultException e) {
        failure = e;
        return e;
    }

    private static RequestFaultException unreadable(Exception e) {
        return RequestFaultException.unreadable(
                e instanceof HttpException http ? http.error().status() : 400, e);
    }

    /** The body as ISO-8859-1 characters. */
    private String readForm(long maxBytes) throws IOException {
        long declared = head.contentLength();
        if (declared > maxBytes) {
            throw tooLarge(maxBytes);
        }
        RequestBody body = request.exchange().body();
        byte[] bytes = new byte[declared > 0 ? (int) declared : 1024];
        int length = 0;
        while (declared < 0 || length < declared) {
            int read = body.read(bytes, length, bytes.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            if (length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            if (length == bytes.length && declared < 0) {
                bytes = java.util.Arrays.copyOf(bytes, 2 * length);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static RequestFaultException tooLarge(long maxBytes) {
        return RequestFaultException.tooLarge("the form is larger than " + maxBytes + " bytes");
    }

    private void addTextParts(Parameters parameters) throws IOException, ServletException {
        for (Part part : parts()) {
            if (part.getSubmittedFileName() == null) {
                parameters.add(part.getName(), text(part));
            }
        }
    }

    private String text(Part part) throws IOException {
        String name = part.getContentType() == null
                ? null
                : ContentType.of(part.getContentType()).charset();
        Charset charset = name == null ? charset(StandardCharsets.UTF_8) : Charsets.of(name);
        try (InputStream content = part.getInputStream()) {
            return new String(content.readAllBytes(), charset);
        }
    }

    private boolean isMultipart() {
        return type != null && type.mimeType().equals(MULTIPART);
    }

    /** The parts of a multipart form; reads all of them, once. */
    List<Part> parts() throws IOException, ServletException {
        if (parts != null) {
            return parts;
        }
        if (failure != null) {
            throw failure;
        }
        if (!isMultipart()) {
            throw new ServletException("the request is not multipart/form-data");
        }
        RequestContext context = request.dispatch().context();
        MultipartConfigElement config = request.dispatch().target().multipartConfig();
        if (config == null) {
            throw new IllegalStateException(
                    "servlet " + request.dispatch().target().servletName() + " has no multipart configuration");
        }
        if (streamTaken || reader != null) {
            throw new IllegalStateException("the request's body was taken by getInputStream or getReader before");
        }
        if (config.getMaxRequestSize() >= 0 && head.contentLength() > config.getMaxRequestSize()) {
            throw failed(tooLarge(config.getMaxRequestSize()));
        }
        MultipartLimits limits = MultipartLimits.of(config, context.tempDir(), context.maxParameters());
        try {
            parts = MultipartParser.parse(input(), type.parameter("boundary"), charset(StandardCharsets.UTF_8), limits);
        } catch (RequestFaultException e) {
            throw failed(e);
        }
        return parts;
    }

    /** Deletes the temporary files of a multipart form. */
    void release() throws IOException {
        if (parts != null) {
            MultipartParser.deleteAll(parts);
        }
    }
}
