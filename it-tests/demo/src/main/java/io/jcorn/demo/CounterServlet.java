package io.jcorn.demo;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts a session's visits. */
@WebServlet("/counter")
public final class CounterServlet extends HttpServlet {
    private static final String VISITS = "visits";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Integer before = (Integer) session.getAttribute(VISITS);
        int visits = before == null ? 1 : before + 1;
        session.setAttribute(VISITS, visits);
        Page.write(response, "Visit " + visits);
    }
}
