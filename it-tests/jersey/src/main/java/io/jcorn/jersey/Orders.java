package io.jcorn.jersey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is asked of the shop. */
@Path("orders")
public class Orders {
    /** JSON in and out. */
    public record Order(String item, int count) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response take(Order order) {
        return Response.status(Response.Status.CREATED)
                .entity(new Order(order.item(), order.count() + 1))
                .build();
    }

    /** From another thread, after the request's own has gone. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        new Thread(() -> send(sink, sse)).start();
    }

    private static void send(SseEventSink sink, Sse sse) {
        try (sink) {
            sink.send(sse.newEvent("one"));
            sink.send(sse.newEvent("named", "two"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many times this session was here, and the worker that counted. */
    @GET
    @Path("visits")
    @Produces(MediaType.TEXT_PLAIN)
    public String visits(@Context HttpServletRequest request) {
        HttpSession session = request.getSession();
        Integer before = (Integer) session.getAttribute("visits");
        int visits = before == null ? 1 : before + 1;
        session.setAttribute("visits", visits);
        return visits + " " + ProcessHandle.current().pid();
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("broken");
    }
}
