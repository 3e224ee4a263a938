package io.jcorn.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps an object in the session that can't leave its worker, beside a count that can. */
@WebServlet(urlPatterns = "/live/*", asyncSupported = true)
public final class LiveServlet extends HttpServlet {
    /** What can't be serialized. */
    private static final class Live {
        final long pid = ProcessHandle.current().pid();
        final AtomicInteger uses = new AtomicInteger();

        @Override
        public String toString() {
            return pid + ":" + uses;
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        HttpSession session = request.getSession();
        switch (String.valueOf(request.getPathInfo())) {
            case "/open" -> session.setAttribute("live", new Live());
            case "/close" -> session.removeAttribute("live");
            case "/end" -> session.invalidate();
            case "/echo" -> {
                echo(request, response);
                return;
            }
            case "/async" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> finish(async, session)).start();
                return;
            }
            case "/upgrade" -> {
                response.setHeader("Upgrade", "echo");
                request.upgrade(EchoHandler.class);
                return;
            }
            case "/die" -> Runtime.getRuntime().halt(9);
            case "/half" -> {
                response.getOutputStream().print("half of it");
                response.flushBuffer();
                Runtime.getRuntime().halt(9);
            }
            case "/keep" -> {
                if (session.getAttribute("live") == null) {
                    session.setAttribute("live", new Live());
                }
                use(session);
            }
            default -> use(session);
        }
        response.setContentType("text/plain");
        response.getOutputStream().print(isTold(request) ? tell(request, session) : "done");
    }

    private static boolean isTold(HttpServletRequest request) {
        return request.getPathInfo() == null || request.getPathInfo().equals("/keep");
    }

    private static void use(HttpSession session) {
        if (session.getAttribute("live") instanceof Live live) {
            live.uses.incrementAndGet();
        }
        Integer visits = (Integer) session.getAttribute("visits");
        session.setAttribute("visits", visits == null ? 1 : visits + 1);
    }

    private static String tell(HttpServletRequest request, HttpSession session) {
        return "live=" + session.getAttribute("live") + " visits=" + session.getAttribute("visits") + " pid="
                + ProcessHandle.current().pid() + " from=" + request.getRemoteAddr() + ":" + request.getRemotePort()
                + " at=" + request.getLocalPort() + " url=" + request.getRequestURL() + " tls="
                + request.getAttribute("jakarta.servlet.request.cipher_suite");
    }

    /** As it comes, so that neither side ever holds it all. */
    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Live", String.valueOf(request.getSession().getAttribute("live")));
        request.getInputStream().transferTo(response.getOutputStream());
    }

    private static void finish(AsyncContext async, HttpSession session) {
        try {
            async.getResponse().getOutputStream().print("late live=" + session.getAttribute("live"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        async.complete();
    }
}
