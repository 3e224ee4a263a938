package io.jcorn.servlet.testing;

import io.jcorn.http.ResponseHead;

/**
 * What a client gets.
 *
 * @param aborted whether the connection was broken off before the end
 */
public record Answer(ResponseHead head, String body, boolean aborted) {
    public int status() {
        return head.status();
    }

    public String field(String name) {
        return head.field(name);
    }
}
