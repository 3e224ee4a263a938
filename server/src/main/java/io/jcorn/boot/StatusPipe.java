package io.jcorn.boot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A worker's end of the status pipe. Any thread may write: a line is one write of less than PIPE_BUF bytes, which the
 * kernel keeps whole.
 */
public final class StatusPipe {
    /** At most three bytes each: Linux keeps writes of up to 4096 bytes whole. */
    private static final int MAX_LINE_CHARS = 1200;

    private final OutputStream out;

    private StatusPipe(OutputStream out) {
        this.out = out;
    }

    /** Opens this process's status pipe. */
    public static StatusPipe open() throws IOException {
        return new StatusPipe(new FileOutputStream("/dev/fd/" + WorkerBoot.STATUS_FD));
    }

    public void starting(String app) throws IOException {
        write(new StatusLine.Starting(app));
    }

    public void ready() throws IOException {
        write(new StatusLine.Ready());
    }

    public void retiring() throws IOException {
        write(new StatusLine.Retiring());
    }

    /**
     * Tells why this worker cannot start; it exits with {@code code} afterwards.
     *
     * @param code one of {@link ExitCode}
     * @param message for the log, one line; line ends in it are replaced and what is too long is cut
     */
    public void failed(int code, String message) throws IOException {
        write(new StatusLine.Failed(code, message));
    }

    private void write(StatusLine line) throws IOException {
        String text = line.toString();
        String cut = text.length() > MAX_LINE_CHARS ? text.substring(0, MAX_LINE_CHARS) + "…" : text;
        out.write((cut + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
