package io.jcorn.worker;

import io.jcorn.relay.RelayHeader;
import java.io.IOException;

/** How each request begins that another worker hands over. Only workers reach the socket where it is read. */
record RelayPreface(Peers peers) implements Preface {
    @Override
    public boolean beginsEachHead() {
        return true;
    }

    @Override
    public boolean read(Inbox inbox) throws IOException {
        int length = RelayHeader.length(inbox.bytes(), inbox.start(), inbox.end());
        if (length == 0) {
            return false;
        }
        peers.relayed(RelayHeader.parse(inbox.bytes(), inbox.start(), length));
        inbox.consume(length);
        return true;
    }
}
