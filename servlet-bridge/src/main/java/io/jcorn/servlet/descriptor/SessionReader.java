package io.jcorn.servlet.descriptor;

import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Reads the session-config element. */
final class SessionReader {
    private SessionReader() {}

    static SessionConfig read(Element element) throws DescriptorException {
        Integer minutes = element.integer("session-timeout");
        Set<SessionTrackingMode> modes = EnumSet.noneOf(SessionTrackingMode.class);
        for (Element mode : element.all("tracking-mode")) modes.add(mode.constant(SessionTrackingMode.class));
        return new SessionConfig(
                minutes == null ? null : Duration.ofMinutes(minutes), cookie(element.only("cookie-config")), modes);
    }

    private static CookieDef cookie(Element element) throws DescriptorException {
        if (element == null) return CookieDef.DEFAULT;
        return new CookieDef(
                element.optional("name"),
                element.optional("domain"),
                element.optional("path"),
                element.optional("comment"),
                element.bool("http-only"),
                element.bool("secure"),
                element.integer("max-age"),
                element.pairs("attribute", "attribute-name", "attribute-value"));
    }
}
