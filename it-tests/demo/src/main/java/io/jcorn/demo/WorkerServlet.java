package io.jcorn.demo;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** JSON about the process that answers. */
@WebServlet("/api/worker")
public final class WorkerServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .printf(
                        "{\"server\": \"%s\", \"pid\": %d, \"java\": \"%s\", \"servlet\": \"%d.%d\"}%n",
                        getServletContext().getServerInfo(),
                        ProcessHandle.current().pid(),
                        Runtime.version(),
                        getServletContext().getMajorVersion(),
                        getServletContext().getMinorVersion());
    }
}
