package io.jcorn.proxy;

import io.jcorn.http.Authority;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.sock.TrustedPeers;
import java.util.List;
import java.util.Map;

/** Reads what a trusted peer says of the client behind it: X-Forwarded-… , or Forwarded (RFC 7239), or both alike. */
public final class ForwardedReader {
    private static final String FORWARDED = "Forwarded";
    private static final List<String> X_FORWARDED = List.of(
            "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix");

    private ForwardedReader() {}

    /**
     * What the proxies say.
     *
     * @param head of a request that came from a trusted peer
     * @param trusted whose entries count
     * @throws HttpException if that is malformed, or contradicts itself
     */
    public static Forwarded read(RequestHead head, TrustedPeers trusted) throws HttpException {
        boolean standard = head.indexOf(FORWARDED, 0) >= 0;
        boolean common = X_FORWARDED.stream().anyMatch(name -> head.indexOf(name, 0) >= 0);
        Forwarded forwarded = standard ? standard(head, trusted) : Forwarded.NOTHING;
        Forwarded other = common ? XForwarded.read(head, trusted) : forwarded;
        // a proxy that writes one kind and lets the other through lets its client write that one
        if (standard && !other.agreesWith(forwarded)) {
            throw new HttpException(
                    HttpError.FORWARDED_CONTRADICTION, "Forwarded and X-Forwarded-… don't say the same");
        }
        checkPort(other);
        return other;
    }

    private static Forwarded standard(RequestHead head, TrustedPeers trusted) throws HttpException {
        List<Map<String, String>> elements = ForwardedElements.parse(head.fields(FORWARDED));
        if (elements.isEmpty()) {
            return Forwarded.NOTHING;
        }
        ProxyChain chain = ProxyChain.of(
                elements.stream()
                        .map(element -> element.getOrDefault("for", "unknown"))
                        .toList(),
                trusted);
        Map<String, String> element = elements.get(chain.index());
        String scheme = element.get("proto");
        String host = element.get("host");
        if (host != null && !Authority.isValid(host)) {
            throw new HttpException(HttpError.BAD_FORWARDED, "Forwarded: invalid host");
        }
        return new Forwarded(chain.client(), scheme == null ? null : Scheme.isSecure(scheme), host, null, "");
    }

    private static void checkPort(Forwarded forwarded) throws HttpException {
        int port = forwarded.authority() == null ? -1 : Authority.port(forwarded.authority());
        if (port >= 0 && forwarded.port() != null && port != forwarded.port()) {
            throw new HttpException(
                    HttpError.FORWARDED_CONTRADICTION, "X-Forwarded-Host and X-Forwarded-Port name different ports");
        }
    }
}
