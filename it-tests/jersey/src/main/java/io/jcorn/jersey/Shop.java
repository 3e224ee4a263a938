package io.jcorn.jersey;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources of the WAR. */
@ApplicationPath("/api")
public class Shop extends Application {}
