package io.jcorn.worker;

import java.io.IOException;

/** What a connection's bytes begin with before a request head. The loop leader's. */
interface Preface {
    /** Whether it comes before each head; else before the first one only. */
    boolean beginsEachHead();

    /**
     * Takes in what is there; true when the head may begin.
     *
     * @throws IOException if it is wrong; an {@link io.jcorn.http.HttpException} if the peer is to be told
     */
    boolean read(Inbox inbox) throws IOException;
}
