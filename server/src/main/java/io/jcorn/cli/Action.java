package io.jcorn.cli;

/** What the command is to do. */
enum Action {
    SERVE("", "", ""),
    CHECK_CONFIG(
            "", "--check-config", "Check settings, applications and the session store, and exit with 0 or an error."),
    PRINT_CONFIG("", "--print-config", "Print every setting with where it comes from, as a configuration file."),
    VERSION("-v", "--version", "Print the version."),
    HELP("-h", "--help", "Print this text.");

    private final String letter;
    private final String flag;
    private final String doc;

    Action(String letter, String flag, String doc) {
        this.letter = letter;
        this.flag = flag;
        this.doc = doc;
    }

    /** The short form of its flag; "" if it has none. */
    String letter() {
        return letter;
    }

    /** "" for what is done if nothing else is asked for. */
    String flag() {
        return flag;
    }

    String doc() {
        return doc;
    }
}
