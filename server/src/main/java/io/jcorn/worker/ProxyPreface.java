package io.jcorn.worker;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.proxy.ProxyHeader;
import io.jcorn.proxy.ProxyHeaderParser;

/**
 * How a connection begins where the PROXY protocol is spoken: from a proxy by its header, from anybody else by none. Never
 * a matter of what the bytes look like, since else a client could send one. The loop leader's.
 *
 * @param required whether the peer is such a proxy
 */
record ProxyPreface(ProxyHeaderParser parser, boolean required, Peers peers) implements Preface {
    @Override
    public boolean beginsEachHead() {
        return false;
    }

    @Override
    public boolean read(Inbox inbox) throws HttpException {
        return required ? readHeader(inbox) : isAbsent(inbox);
    }

    private boolean readHeader(Inbox inbox) throws HttpException {
        ProxyHeader header = parser.parse(inbox.bytes(), inbox.start(), inbox.end());
        if (header == null) {
            return false;
        }
        inbox.consume(header.length());
        peers.proxied(header);
        return true;
    }

    private static boolean isAbsent(Inbox inbox) throws HttpException {
        Boolean present = ProxyHeaderParser.isHeader(inbox.bytes(), inbox.start(), inbox.end());
        if (present == null) {
            return false;
        }
        if (present) {
            throw new HttpException(
                    HttpError.UNTRUSTED_PROXY_HEADER, "a PROXY header from a peer that proxy-allow-from doesn't name");
        }
        return true;
    }
}
