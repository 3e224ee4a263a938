package io.jcorn.it.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLEngine;

/** What has to be computed before it can be sent; each byte is a character. */
final class Payloads {
    private Payloads() {}

    /** So many zeros by gzip, a thousandth of that. */
    static String gzipBomb(int megabytes) {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < megabytes; i++) {
                gzip.write(new byte[1 << 20]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bomb.toString(ISO_8859_1);
    }

    /** Computed once, and answered by a server with a key and a signature each time. */
    static String clientHello() {
        try {
            SSLEngine engine = TrustInAnybody.context().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return ISO_8859_1.decode(hello.flip()).toString();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("JSSE lacks TLS", e);
        }
    }
}
