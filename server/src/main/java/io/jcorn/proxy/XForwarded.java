package io.jcorn.proxy;

import io.jcorn.http.Authority;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.TrustedPeers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fields X-Forwarded-For, -Proto, -Host, -Port and -Prefix: no standard, but what most proxies send. Each proxy adds an element
 * to the list or writes its own in the place of all.
 */
final class XForwarded {
    private static final int MAX_PREFIX = 255;
    /** Segments with neither dots alone nor anything that ends a path or begins another host's (RFC 3986 §3.3). */
    private static final Pattern PREFIX =
            Pattern.compile("/|(/(?!\\.{1,2}(/|$))([-A-Za-z0-9._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})+)+/?");

    private final RequestHead head;
    private final int index;
    private final int hops;

    private XForwarded(RequestHead head, int index, int hops) {
        this.head = head;
        this.index = index;
        this.hops = hops;
    }

    static Forwarded read(RequestHead head, TrustedPeers trusted) throws HttpException {
        List<String> nodes = list(head, "X-Forwarded-For");
        ProxyChain chain = ProxyChain.of(nodes, trusted);
        XForwarded fields = new XForwarded(head, chain.index(), nodes.size());
        String scheme = fields.value("X-Forwarded-Proto");
        return new Forwarded(
                chain.client(),
                scheme == null ? null : Scheme.isSecure(scheme),
                fields.authority(),
                fields.port(),
                fields.prefix());
    }

    private static List<String> list(RequestHead head, String name) {
        List<String> elements = new ArrayList<>();
        for (String line : head.fields(name)) {
            for (String element : line.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }

    /** The element of the last trusted proxy: of as many as X-Forwarded-For has, or of one that stands for all. */
    private String value(String name) throws HttpException {
        List<String> elements = list(head, name);
        if (elements.isEmpty()) {
            return null;
        }
        if (elements.size() == hops) {
            return elements.get(index);
        }
        String one = elements.get(0);
        if (!elements.stream().allMatch(one::equals)) {
            throw new HttpException(
                    HttpError.FORWARDED_CONTRADICTION,
                    name + " has " + elements.size() + " elements, and X-Forwarded-For " + hops);
        }
        return one;
    }

    private String authority() throws HttpException {
        String authority = value("X-Forwarded-Host");
        if (authority != null && !Authority.isValid(authority)) {
            throw new HttpException(HttpError.BAD_FORWARDED, "X-Forwarded-Host: invalid");
        }
        return authority;
    }

    /** Without the slash at its end; what each proxy took away stands behind what one before it did. */
    private String prefix() throws HttpException {
        String name = "X-Forwarded-Prefix";
        List<String> elements = list(head, name);
        boolean each = elements.size() == hops && hops > 1;
        StringBuilder prefix = new StringBuilder();
        for (String element : each
                ? elements.subList(index, hops)
                : Stream.ofNullable(value(name)).toList()) {
            if (element.length() > MAX_PREFIX || !PREFIX.matcher(element).matches()) {
                throw new HttpException(HttpError.BAD_FORWARDED, name + ": '" + element + "' is no path");
            }
            prefix.append(element.endsWith("/") ? element.substring(0, element.length() - 1) : element);
        }
        return prefix.toString();
    }

    private Integer port() throws HttpException {
        String text = value("X-Forwarded-Port");
        if (text == null) {
            return null;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port == 0 || port > BindAddress.MAX_PORT) {
            throw new HttpException(HttpError.BAD_FORWARDED, "X-Forwarded-Port: no port");
        }
        return port;
    }
}
