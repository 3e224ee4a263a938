package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/** Whole requests of sessions that a store keeps, until what they changed is stored. */
final class Visits {
    private Visits() {}

    /** @return the id of the session that a request made */
    static String newSession(Sessions worker, Consumer<HttpSession> use) {
        BridgeSession session = worker.create();
        use.accept(session);
        end(worker, session);
        return session.getId();
    }

    static void request(Sessions worker, String id, Consumer<HttpSession> use) {
        BridgeSession session = worker.find(id);
        assertThat(session).as("the session").isNotNull();
        use.accept(session);
        end(worker, session);
    }

    static void end(Sessions worker, BridgeSession session) {
        Saving saving = worker.release(session);
        if (saving != null) {
            saving.await();
        }
    }
}
