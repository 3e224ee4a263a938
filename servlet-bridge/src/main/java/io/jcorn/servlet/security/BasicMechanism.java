package io.jcorn.servlet.security;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** BASIC (RFC 7617): name and password with each request. */
final class BasicMechanism implements Mechanism {
    private static final String SCHEME = "Basic ";

    private final Logins logins;
    private final String challenge;

    BasicMechanism(Logins logins, String realmName) {
        this.logins = logins;
        this.challenge = "Basic realm=" + QuotedString.of(realmName) + ", charset=\"UTF-8\"";
    }

    @Override
    public String authType() {
        return HttpServletRequest.BASIC_AUTH;
    }

    @Override
    public Caller identify(BridgeRequest request) throws IOException {
        String field = request.getHeader("Authorization");
        if (field == null || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return null;
        String userPass = decoded(field.substring(SCHEME.length()).strip());
        int colon = userPass == null ? -1 : userPass.indexOf(':');
        if (colon < 0) return null;
        return logins.check(userPass.substring(0, colon), userPass.substring(colon + 1), authType(), request);
    }

    /** What the client was told to send is UTF-8; those that are older than that send ISO-8859-1. */
    private static String decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void challenge(BridgeRequest request) {
        request.response().setHeader("WWW-Authenticate", challenge);
        request.response().sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
