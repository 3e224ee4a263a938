package io.jcorn.servlet.naming;

/** An application's class loader, which tells whose names a thread means. */
public interface EnvironmentOwner {
    /** Null before it is known. */
    Environment environment();
}
