package io.jcorn.websocket;

import org.glassfish.tyrus.core.TyrusServerEndpointConfigurator;

/** The container's default configurator under a name that applications may see: the API looks for it with their loader. */
public final class EndpointConfigurator extends TyrusServerEndpointConfigurator {}
