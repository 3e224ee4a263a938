package io.jcorn.servlet.session.codec;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * Which classes a session attribute may hold: the application's, and of the JDK those that are values. What else
 * implements Serializable in a JDK is of no use in a session and the stuff that deserialization attacks are made of
 * (JEP 290).
 */
final class AllowedClasses implements ObjectInputFilter {
    private static final Set<String> JDK_PACKAGES = Set.of(
            "java.lang",
            "java.math",
            "java.net",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.zone",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.regex");
    private static final Set<String> CLASSES = Set.of(
            "io.jcorn.servlet.security.CallerPrincipal",
            "jakarta.servlet.http.Cookie",
            "java.io.File",
            "java.lang.invoke.SerializedLambda",
            "java.security.cert.Certificate$CertificateRep",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "javax.security.auth.Subject",
            "javax.security.auth.Subject$SecureSet",
            "sun.util.calendar.ZoneInfo");
    private static final long MAX_DEPTH = 1000;

    private final ClassLoader application;
    private final long maxBytes;

    AllowedClasses(ClassLoader application, long maxBytes) {
        this.application = application;
        this.maxBytes = maxBytes;
    }

    boolean allows(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive()) {
            return true;
        }
        ClassLoader loader = element.getClassLoader();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        for (ClassLoader one = application; one != null && one != platform; one = one.getParent()) {
            if (loader == one) {
                return true;
            }
        }
        // a stream that fails writes its IOException behind what it has written
        return IOException.class.isAssignableFrom(element)
                || JDK_PACKAGES.contains(element.getPackageName())
                || CLASSES.contains(element.getName());
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MAX_DEPTH || info.streamBytes() > maxBytes || info.arrayLength() > maxBytes) {
            return Status.REJECTED;
        }
        if (info.serialClass() == null) {
            return Status.UNDECIDED;
        }
        return allows(info.serialClass()) ? Status.ALLOWED : Status.REJECTED;
    }
}
