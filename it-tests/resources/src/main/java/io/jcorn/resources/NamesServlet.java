package io.jcorn.resources;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What stands under {@code name}, looked up in the request's thread or, with {@code in}, in another one. */
@WebServlet(value = "/names", asyncSupported = true)
public class NamesServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private transient ExecutorService pool;

    @Override
    public void init() {
        pool = Executors.newSingleThreadExecutor();
    }

    @Override
    public void destroy() {
        pool.shutdown();
    }

    @SuppressWarnings("BanJNDI") // what is tested
    private static String find(String name) {
        try {
            return new InitialContext().lookup(name).toString();
        } catch (NamingException e) {
            return e.getMessage();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String name = request.getParameter("name");
        switch (request.getParameter("in")) {
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    write(response, find(name));
                    async.complete();
                });
            }
            case "pool" -> {
                try {
                    write(response, pool.submit(() -> find(name)).get());
                } catch (InterruptedException | ExecutionException e) {
                    throw new ServletException(e);
                }
            }
            default -> write(response, find(name));
        }
    }

    private static void write(HttpServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
