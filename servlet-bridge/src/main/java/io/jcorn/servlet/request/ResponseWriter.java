package io.jcorn.servlet.request;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * The PrintWriter of a response: PrintWriter's own methods without its locks, since a response has one thread at a time.
 */
final class ResponseWriter extends PrintWriter {
    private final BodyWriter body;

    ResponseWriter(BodyWriter body) {
        super(body);
        this.body = body;
    }

    @Override
    public void write(int c) {
        if (isClosed()) {
            return;
        }
        try {
            body.write(c);
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void write(char[] text, int offset, int length) {
        if (isClosed()) {
            return;
        }
        try {
            body.write(text, offset, length);
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        if (isClosed()) {
            return;
        }
        try {
            body.write(text, offset, length);
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    private boolean isClosed() {
        if (out == null) { // PrintWriter.close does that
            setError();
            return true;
        }
        return false;
    }

    @Override
    public void println() {
        write(System.lineSeparator());
    }

    @Override
    public void println(String text) {
        print(text);
        println();
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] text) {
        write(text, 0, text.length);
        println();
    }

    @Override
    public PrintWriter format(String format, Object... arguments) {
        write(String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
        return this;
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... arguments) {
        write(String.format(locale, format, arguments));
        return this;
    }

    @Override
    public void flush() {
        if (isClosed()) {
            return;
        }
        try {
            body.flush();
        } catch (IOException e) {
            setError();
        }
    }
}
