package io.jcorn.servlet.request;

import io.jcorn.http.ResponseHead;
import io.jcorn.servlet.field.Charsets;
import io.jcorn.servlet.field.ContentType;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Content type, encoding and locale of a response and how they depend on each other (Servlet 6.1 §5.6); keeps the
 * Content-Type and Content-Language fields up to date.
 *
 * <pre>
 *   setContentType("…;charset=X"), setCharacterEncoding(X)  ─► explicit ─┐
 *   setLocale, unless explicit                              ─► implied  ─┼─► getWriter fixes it
 *   response-character-encoding of the application          ─► default  ─┘
 * </pre>
 */
final class ResponseType {
    private final ResponseHead head;
    private final RequestContext context;
    private ContentType type;
    private String encoding;
    private boolean implied;
    private boolean fixed;
    private Locale locale;

    ResponseType(ResponseHead head, RequestContext context) {
        this.head = head;
        this.context = context;
    }

    /** @param value null to take it and the encoding back */
    void contentType(String value) {
        type = value == null ? null : ContentType.of(value);
        if (!fixed && type == null) {
            encoding = null;
        } else if (!fixed && type.charset() != null) {
            encoding = type.charset();
            implied = false;
        }
        publish();
    }

    String contentType() {
        return type == null ? null : shown().value();
    }

    /** @param name null to take it back */
    void encoding(String name) {
        if (!fixed) {
            encoding = name;
            implied = false;
            if (name == null && type != null) {
                type = type.withCharset(null);
            }
            publish();
        }
    }

    String encoding() {
        if (encoding != null) {
            return encoding;
        }
        Charset configured = context.responseEncoding();
        return configured == null ? StandardCharsets.ISO_8859_1.name() : configured.name();
    }

    /** @param to null to take it and the encoding it implied back */
    void locale(Locale to) {
        locale = to;
        if (to == null) {
            head.remove("Content-Language");
        } else {
            head.set("Content-Language", to.toLanguageTag());
        }
        if (!fixed && (encoding == null || implied)) {
            Charset mapped = to == null ? null : context.encodingOf(to);
            if (mapped != null || to == null) {
                encoding = mapped == null ? null : mapped.name();
                implied = true;
                publish();
            }
        }
    }

    Locale locale() {
        return locale == null ? Locale.getDefault() : locale;
    }

    /** The encoding of the writer, which from now on doesn't change. */
    Charset fix() throws UnsupportedEncodingException {
        String name = encoding();
        Charset charset = Charsets.of(name);
        encoding = name;
        fixed = true;
        publish();
        return charset;
    }

    private ContentType shown() {
        if (encoding != null) {
            return type.withCharset(encoding);
        }
        Charset configured = context.responseEncoding();
        return configured != null && type.isText() ? type.withCharset(configured.name()) : type;
    }

    private void publish() {
        if (type == null) {
            head.remove("Content-Type");
        } else {
            head.set("Content-Type", shown().value());
        }
    }
}
