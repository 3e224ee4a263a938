package io.jcorn.servlet.session;

/** The sessions of a web application. */
public interface Sessions {
    /** The valid session of that id, its access time touched; null if unknown or expired. */
    BridgeSession find(String id);

    BridgeSession create();

    /** Gives a session a new id, and tells the listeners. @return the new id */
    String changeId(BridgeSession session);

    /** Called once for each session that a request used, when the request ends. */
    void release(BridgeSession session);
}
