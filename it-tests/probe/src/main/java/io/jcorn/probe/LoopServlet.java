package io.jcorn.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Never comes back, unless told to do it {@code once}: then it is as quick as any. */
@WebServlet("/loop")
public final class LoopServlet extends HttpServlet {
    private volatile long turns;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean once = request.getParameter("once") != null;
        do {
            spin();
        } while (!once);
        response.setContentType("text/plain");
        response.getOutputStream().print("once");
    }

    /** The line that a thread dump must show. */
    private void spin() {
        turns = (turns + 1) & Long.MAX_VALUE;
    }
}
