package io.jcorn.servlet.security;

import io.jcorn.passwd.DigestAlgorithm;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import io.jcorn.servlet.security.Nonces.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * DIGEST (RFC 7616) with {@code qop=auth}: a proof of the password, not the password. Of those algorithms that the realm can do, the better is
 * offered first.
 */
final class DigestMechanism implements Mechanism {
    private static final String SCHEME = "Digest ";
    /** A request attribute: the nonce was too old, everything else right. */
    private static final String STALE = DigestMechanism.class.getName() + ".stale";

    private final Logins logins;
    private final Nonces nonces;
    private final String realmName;

    DigestMechanism(Logins logins, Nonces nonces, String realmName) {
        this.logins = logins;
        this.nonces = nonces;
        this.realmName = realmName;
    }

    @Override
    public String authType() {
        return HttpServletRequest.DIGEST_AUTH;
    }

    @Override
    public Caller identify(BridgeRequest request) throws IOException {
        String field = request.getHeader("Authorization");
        if (field == null || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return null;
        Map<String, String> given = DigestFields.parse(field, SCHEME.length());
        return given == null ? null : identify(given, request);
    }

    private Caller identify(Map<String, String> given, BridgeRequest request) throws IOException {
        DigestAlgorithm algorithm = algorithm(given.getOrDefault("algorithm", "MD5"));
        String name = given.get("username");
        String nonce = given.getOrDefault("nonce", "");
        long count = count(given.getOrDefault("nc", ""));
        if (algorithm == null
                || name == null
                || count <= 0
                || !"auth".equals(given.get("qop"))
                || !given.containsKey("cnonce")
                || !realmName.equals(utf8(given.getOrDefault("realm", "")))
                || !request.exchange().request().target().equals(given.get("uri"))) return null;
        Verdict verdict = nonces.check(nonce);
        if (verdict == Verdict.BAD) return null;
        Caller caller = logins.digest(
                utf8(name), realmName, algorithm, h -> isRight(h, given, algorithm, request), authType(), request);
        if (caller != null && verdict == Verdict.STALE) {
            request.setAttribute(STALE, true);
            return null;
        }
        // counted only now: who doesn't know the password can't use up another's counts
        return caller != null && nonces.use(nonce, count) ? caller : null;
    }

    private static DigestAlgorithm algorithm(String token) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (algorithm.token().equalsIgnoreCase(token)) return algorithm;
        }
        return null;
    }

    private static long count(String nc) {
        try {
            return nc.length() == 8 ? Long.parseLong(nc, 16) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A field's characters are bytes; those of a name are UTF-8, as the challenge asks. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** RFC 7616 §3.4.1. */
    private static boolean isRight(
            String hash, Map<String, String> given, DigestAlgorithm algorithm, BridgeRequest request) {
        String a2 = algorithm.hex(request.exchange().request().method() + ':' + given.get("uri"));
        String expected = algorithm.hex(
                String.join(":", hash, given.get("nonce"), given.get("nc"), given.get("cnonce"), given.get("qop"), a2));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.getOrDefault("response", "").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void challenge(BridgeRequest request) {
        Set<DigestAlgorithm> offered = EnumSet.noneOf(DigestAlgorithm.class);
        offered.addAll(logins.digestAlgorithms());
        if (offered.isEmpty()) offered.add(DigestAlgorithm.SHA_256);
        String nonce = nonces.fresh();
        for (DigestAlgorithm algorithm : offered)
            request.response()
                    .addHeader(
                            "WWW-Authenticate",
                            "Digest realm=" + QuotedString.of(realmName) + ", qop=\"auth\", algorithm="
                                    + algorithm.token() + ", nonce=\"" + nonce + "\", charset=UTF-8, userhash=false"
                                    + (request.getAttribute(STALE) == null ? "" : ", stale=true"));
        request.response().sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
