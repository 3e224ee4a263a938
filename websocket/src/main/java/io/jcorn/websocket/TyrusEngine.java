package io.jcorn.websocket;

import io.jcorn.servlet.websocket.WebSocketApplication;
import io.jcorn.servlet.websocket.WebSocketEngine;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Tyrus as jcorn's WebSocket engine. */
public final class TyrusEngine implements WebSocketEngine {
    @Override
    public WebSocketApplication application(ServletContext context, Set<Class<?>> found) {
        return new TyrusApplication(context, found);
    }
}
