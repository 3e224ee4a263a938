package io.jcorn.servlet.session.codec;

/** A value can't be made bytes, or bytes no value. The message names the class and the reason. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1;

    CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
