package io.jcorn.servlet.descriptor;

/** A descriptor is wrong. The message is one line: where, what, and what would be right. */
public final class DescriptorException extends Exception {
    private static final long serialVersionUID = 1;

    public DescriptorException(String message) {
        super(message);
    }

    public DescriptorException(Place place, String message) {
        super(place + ": " + message);
    }
}
