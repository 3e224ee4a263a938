package io.jcorn.worker;

import io.jcorn.http.HeadLimits;
import io.jcorn.http.HeadParser;
import io.jcorn.http.RequestHead;
import java.io.IOException;

/** Reads one request head after the other out of a connection's inbox. The loop leader's. */
final class HeadReader {
    private final Inbox inbox;
    private final HeadParser parser;
    private final Preface preface;
    private final RequestHead head = new RequestHead();
    private boolean prefaced;
    private boolean begun;
    /** Whether one was read. */
    private boolean any;

    /** @param preface what comes before a head; null if nothing does */
    HeadReader(Inbox inbox, HeadLimits limits, Preface preface) {
        this.inbox = inbox;
        this.parser = new HeadParser(limits);
        this.preface = preface;
    }

    /** Takes in what is there; true when {@link #head} is whole, and its bytes stay in their place. */
    boolean read() throws IOException {
        begun = true;
        if (preface != null && !prefaced) {
            if (!preface.read(inbox)) {
                return false;
            }
            prefaced = true;
        }
        int length = parser.parse(inbox.bytes(), inbox.start(), inbox.end(), head);
        if (length <= 0) {
            return false;
        }
        begun = false;
        prefaced = preface != null && !preface.beginsEachHead();
        any = true;
        inbox.consume(length);
        inbox.pin();
        return true;
    }

    /** The head last read; null if there was none, while a part of the next one is here, or if that was refused. */
    RequestHead head() {
        return begun || !any ? null : head;
    }

    /** Whether a part of a head is here. */
    boolean isBegun() {
        return begun;
    }
}
