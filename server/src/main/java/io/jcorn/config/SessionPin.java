package io.jcorn.config;

/** What becomes of a session attribute that can't be stored. */
enum SessionPin {
    ON,
    OFF;

    /** As in settings. */
    @Override
    public String toString() {
        return this == ON ? "on" : "off";
    }
}
