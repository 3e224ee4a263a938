package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/** What a request brings with it: its body as bytes, text or parts, its trailers, and its parameters (Servlet 6.1 §3.1, §3.2, §3.13). */
abstract class ReadableRequest extends DispatchedRequest {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private RequestContent content;
    private Parameters parameters;
    /** The parameters where the request is now, if its dispatcher's path had some of its own. */
    private Parameters dispatchedParameters;

    private String dispatchedQuery;

    ReadableRequest(Exchange exchange, Dispatch dispatch) {
        super(exchange, dispatch);
    }

    /** Parameters that were read stay what they are. */
    @Override
    public void exchange(Exchange other) {
        releaseContent();
        content = null;
        super.exchange(other);
    }

    /** Who calls the listeners of the body's stream. @throws IllegalStateException if there can't be any now */
    abstract StreamEvents streamEvents();

    /** The body's stream, whoever reads it; null while nobody did. */
    final BodyInputStream inputIfAny() {
        return content == null ? null : content.inputIfAny();
    }

    /** Deletes what was spooled of an upload; what can't be deleted is logged. */
    final void releaseContent() {
        if (content == null) {
            return;
        }
        try {
            content.release();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Can't delete the temporary files of an upload", e);
        }
    }

    private RequestContent content() {
        if (content == null) {
            content = new RequestContent(this);
        }
        return content;
    }

    private Parameters parameters() {
        if (parameters == null) {
            Parameters all = new Parameters(home().maxParameters());
            all.addQuery(head().rawQuery());
            content().addForm(all);
            parameters = all;
        }
        String added = dispatch().addedQuery();
        if (added == null) {
            return parameters;
        }
        if (!added.equals(dispatchedQuery)) {
            Parameters all = new Parameters(home().maxParameters());
            all.addQuery(added);
            all.addAll(parameters);
            dispatchedParameters = all;
            dispatchedQuery = added;
        }
        return dispatchedParameters;
    }

    // ---- body

    @Override
    public String getCharacterEncoding() {
        return content().encoding();
    }

    @Override
    public void setCharacterEncoding(String encoding) throws UnsupportedEncodingException {
        content().encoding(encoding);
    }

    @Override
    public void setCharacterEncoding(Charset encoding) {
        content().encoding(encoding);
    }

    @Override
    public ServletInputStream getInputStream() {
        return content().stream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return content().reader();
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        return new ArrayList<>(content().parts());
    }

    @Override
    public Part getPart(String name) throws IOException, ServletException {
        for (Part part : content().parts()) {
            if (part.getName().equals(name)) {
                return part;
            }
        }
        return null;
    }

    @Override
    public boolean isTrailerFieldsReady() {
        return !head().isChunked() || exchange().body().isFinished();
    }

    @Override
    public Map<String, String> getTrailerFields() {
        if (!isTrailerFieldsReady()) {
            throw new IllegalStateException("the request's body was not read to its end");
        }
        return exchange().body().trailers();
    }

    // ---- parameters

    @Override
    public String getParameter(String name) {
        return parameters().first(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().names());
    }

    @Override
    public String[] getParameterValues(String name) {
        return parameters().all(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters().asMap();
    }
}
