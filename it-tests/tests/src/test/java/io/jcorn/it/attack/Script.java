package io.jcorn.it.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a connection does.
 *
 * @param opening what it sends first
 * @param refrain what it sends then, again and again; may be empty
 * @param pause between refrains; zero: as fast as the server takes them
 * @param bytesRead that it reads in a pause, and its receive buffer; 0: all there is, at once
 */
record Script(ByteBuffer opening, ByteBuffer refrain, Duration pause, int bytesRead) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Sends the characters of {@code opening} as one byte each, then nothing, and reads whatever comes. */
    static Script sending(String opening) {
        return new Script(bytes(opening), bytes(""), SECOND, 0);
    }

    Script thenEachSecond(String refrain) {
        return new Script(opening, bytes(refrain), SECOND, bytesRead);
    }

    Script thenWithoutPause(String refrain) {
        return new Script(opening, bytes(refrain), Duration.ZERO, bytesRead);
    }

    Script readingEachSecond(int bytes) {
        return new Script(opening, refrain, SECOND, bytes);
    }

    boolean isSlowToRead() {
        return bytesRead > 0;
    }

    boolean pauses() {
        return !pause.isZero();
    }

    /** With a position of its own. */
    @Override
    public ByteBuffer opening() {
        return opening.duplicate();
    }

    /** With a position of its own. */
    @Override
    public ByteBuffer refrain() {
        return refrain.duplicate();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1)).asReadOnlyBuffer();
    }
}
