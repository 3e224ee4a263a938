package io.jcorn.servlet.session.store;

/** A use of a session that changed nothing but its times. */
public record Touch(SessionKey key, SessionTimes times) {}
