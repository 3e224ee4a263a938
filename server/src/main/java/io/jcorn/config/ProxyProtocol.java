package io.jcorn.config;

import java.util.Locale;

/** Which versions of the PROXY protocol proxies in front speak. */
public enum ProxyProtocol {
    OFF,
    V1,
    V2,
    /** Either version. */
    AUTO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
