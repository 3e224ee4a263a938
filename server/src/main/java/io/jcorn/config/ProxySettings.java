package io.jcorn.config;

import static io.jcorn.config.Setting.Section.PROXIES;

import io.jcorn.sock.TrustedPeers;
import java.util.List;

/** What is believed of the proxies in front. */
final class ProxySettings {
    private ProxySettings() {}

    static final Setting<TrustedPeers> FORWARDED_ALLOW_IPS = Setting.of(
                    PROXIES, "forwarded-allow-ips", new Texts.Peers())
            .defaultsTo("127.0.0.1,::1")
            .environment("FORWARDED_ALLOW_IPS", "")
            .doc("""
            The proxies whose word counts about the client: its address, the scheme, host and port that it called. They
            tell it by `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`, or by `Forwarded` (RFC 7239). Addresses and
            networks with commas between, `*` for everybody, or nothing for nobody; peers on a UNIX socket belong to them
            unless it is nobody. Fields from anybody else change nothing.""");

    static final Setting<ProxyProtocol> PROXY_PROTOCOL = Setting.of(
                    PROXIES, "proxy-protocol", new Texts.Choice<>("VERSION", List.of(ProxyProtocol.values())))
            .defaultsTo("off")
            .doc("""
            Whether the proxies that `proxy-allow-from` names begin each connection with a header of the PROXY protocol:
            `off`, `v1`, `v2`, or `auto` for either version. They must then do it. Others must not, and are served as
            the clients they are.""");

    static final Setting<TrustedPeers> PROXY_ALLOW_FROM = Setting.of(PROXIES, "proxy-allow-from", new Texts.Peers())
            .alias("proxy_allow_ips")
            .defaultsTo("127.0.0.1,::1")
            .doc("""
            The proxies that speak the PROXY protocol, if `proxy-protocol` says that any do. Written as
            `forwarded-allow-ips` is.""");

    static final List<Setting<?>> ALL = List.of(FORWARDED_ALLOW_IPS, PROXY_PROTOCOL, PROXY_ALLOW_FROM);
}
