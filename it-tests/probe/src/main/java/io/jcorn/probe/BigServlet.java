package io.jcorn.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code bytes} bytes, as fast as they are taken. */
@WebServlet("/big")
public final class BigServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long left = Long.parseLong(request.getParameter("bytes"));
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(left);
        byte[] block = new byte[8192];
        while (left > 0) {
            int length = (int) Math.min(block.length, left);
            response.getOutputStream().write(block, 0, length);
            left -= length;
        }
    }
}
