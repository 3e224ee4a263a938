package io.jcorn.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells who called, and what: {@code 192.0.2.1 https://shop.example/connection true 443}. */
@WebServlet("/connection")
public final class ConnectionServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getRemoteAddr() + " " + request.getRequestURL() + " " + request.isSecure() + " "
                        + request.getServerPort());
    }
}
