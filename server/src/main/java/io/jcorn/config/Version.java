package io.jcorn.config;

/** jcorn's version, as its jar's manifest has it. */
public final class Version {
    private static final String VERSION = read();

    private Version() {}

    /** Such as {@code 0.1.0}; {@code development} if the classes don't come from the jar. */
    public static String current() {
        return VERSION;
    }

    private static String read() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
