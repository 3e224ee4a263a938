package io.jcorn.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads a gzip body and tells its length; of a longer one than 10 MiB no more, as is right for what strangers send. */
@WebServlet("/inflate")
public final class InflateServlet extends HttpServlet {
    private static final long MAX_BYTES = 10 << 20;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long length = 0;
        try (InputStream body = new GZIPInputStream(request.getInputStream())) {
            byte[] block = new byte[8192];
            for (int n = body.read(block); n >= 0 && length <= MAX_BYTES; n = body.read(block)) {
                length += n;
            }
        }
        response.setStatus(
                length > MAX_BYTES ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : HttpServletResponse.SC_OK);
        response.setContentType("text/plain");
        response.getOutputStream().print(length);
    }
}
