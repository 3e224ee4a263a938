package io.jcorn.cli;

/** What the command is to do. */
enum Action {
    SERVE("", ""),
    CHECK_CONFIG("--check-config", "Check settings and applications, and exit with 0 or an error."),
    PRINT_CONFIG("--print-config", "Print every setting with where it comes from, as a configuration file."),
    VERSION("--version", "Print the version."),
    HELP("--help", "Print this text.");

    private final String flag;
    private final String doc;

    Action(String flag, String doc) {
        this.flag = flag;
        this.doc = doc;
    }

    /** "" for what is done if nothing else is asked for. */
    String flag() {
        return flag;
    }

    String doc() {
        return doc;
    }
}
