package io.jcorn.websocket;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;

/** An endpoint's configuration at the path of one request. */
final class FixedPath {
    private FixedPath() {}

    static ServerEndpointConfig of(ServerEndpointConfig config, String path) {
        ServerEndpointConfig fixed = ServerEndpointConfig.Builder.create(config.getEndpointClass(), path)
                .configurator(config.getConfigurator())
                .decoders(config.getDecoders())
                .encoders(config.getEncoders())
                .extensions(config.getExtensions())
                .subprotocols(config.getSubprotocols())
                .build();
        Map<String, Object> properties = fixed.getUserProperties();
        properties.putAll(config.getUserProperties());
        return fixed;
    }
}
