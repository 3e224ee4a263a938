package io.jcorn.faces;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is in the basket, as text: a bean in a servlet. */
@WebServlet("/basket.txt")
public class BasketServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private Basket basket;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(String.join(" ", basket.getItems()));
    }
}
