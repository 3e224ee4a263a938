package io.jcorn.config;

import static io.jcorn.config.Setting.Section.SOCKETS;

import io.jcorn.sock.BindAddress;
import java.util.List;

/** Where to listen. */
final class SocketSettings {
    private SocketSettings() {}

    static final Setting<BindAddress> BIND = Setting.of(SOCKETS, "bind", new Texts.Address())
            .flag("-b")
            .repeatable()
            .defaultsTo("127.0.0.1:8000")
            .environment("PORT", "0.0.0.0:")
            .doc("""
            An address to listen on: `HOST`, `HOST:PORT`, `[IPV6]:PORT`, `unix:PATH`, or for a socket that is inherited
            `fd://N`. The port is 8000 if there is none. The environment variable `PORT` means `0.0.0.0:$PORT`.""");

    static final Setting<Integer> BACKLOG = Setting.of(SOCKETS, "backlog", new Numbers.Whole(1, Integer.MAX_VALUE))
            .defaultsTo("2048")
            .doc("""
            How many connections may wait to be accepted. Past it a client's attempt is delayed or refused; the system's
            own limit (`net.core.somaxconn`) holds too.""");

    static final List<Setting<?>> ALL = List.of(BIND, BACKLOG);
}
