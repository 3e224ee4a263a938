package io.jcorn.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code chunks} lines, one each {@code ms} milliseconds. */
@WebServlet("/slow")
public final class SlowStreamServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        int chunks = Integer.parseInt(request.getParameter("chunks"));
        for (int i = 1; i <= chunks; i++) {
            response.getOutputStream().println("chunk " + i);
            response.flushBuffer();
            try {
                Thread.sleep(Long.parseLong(request.getParameter("ms")));
            } catch (InterruptedException e) {
                throw new IOException("woken", e);
            }
        }
    }
}
