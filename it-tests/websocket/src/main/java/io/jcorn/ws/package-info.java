/** WebSocket endpoints that show what a container does for them. */
package io.jcorn.ws;
