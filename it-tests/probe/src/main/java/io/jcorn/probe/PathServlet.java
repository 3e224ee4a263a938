package io.jcorn.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells what became of the path: {@code /a b of /path/a%20b}. With the query {@code forward} it forwards to itself first. */
@WebServlet("/path/*")
public final class PathServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String forward = "forward";
        if (forward.equals(request.getQueryString()) && request.getAttribute(forward) == null) {
            request.setAttribute(forward, true);
            request.getRequestDispatcher(request.getServletPath() + request.getPathInfo())
                    .forward(request, response);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(request.getPathInfo() + " of " + request.getRequestURI());
    }
}
