package io.jcorn.servlet.session;

/** What becomes of sessions beyond a worker's heap. */
public sealed interface SessionKeeping permits SessionSharing, Succession {}
