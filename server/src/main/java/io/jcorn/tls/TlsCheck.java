package io.jcorn.tls;

import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;

/** Looks at what TLS needs before anything starts, so that what a worker couldn't use is told in a line. */
public final class TlsCheck {
    private TlsCheck() {}

    /**
     * Reads all certificates and keys; makes the self-signed one if it is wanted and not there. Blocks on files.
     *
     * @throws ConfigException if a file can't be used, or a setting of TLS is invalid
     */
    public static void check(Config config) throws ConfigException {
        if (config.selfSigned().isPresent()) {
            SelfSigned.ensure(config.selfSigned().get());
        }
        if (config.isTls()) {
            TlsContext.of(config);
        }
    }
}
