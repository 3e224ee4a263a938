package io.jcorn.servlet.websocket;

import io.jcorn.servlet.part.Part;
import java.util.Set;

/**
 * What is known of an application's endpoints before it is started.
 *
 * @param endpoints classes that are endpoints or choose among them
 * @param declared whether any of them wants to be deployed by the container; else the engine is opened only if code asks for it
 */
public record WebSocketSupport(Part<WebSocketEngine> part, Set<Class<?>> endpoints, boolean declared) {
    public WebSocketSupport {
        endpoints = Set.copyOf(endpoints);
    }
}
