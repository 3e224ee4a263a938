package io.jcorn.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * A certificate with its issuers' and its key.
 *
 * @param chain the server's own first
 */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;

    ServerCertificate {
        chain = List.copyOf(chain);
    }

    /** Whether it is for that host (RFC 6125 §6.4): a name, or one with an asterisk for its first label. */
    boolean isFor(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        String wildcard = dot < 0 ? null : "*" + name.substring(dot);
        return names().stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.equals(name) || each.equals(wildcard));
    }

    private List<String> names() {
        try {
            var names = chain.get(0).getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> (Integer) name.get(0) == DNS_NAME)
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
