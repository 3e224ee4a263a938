package io.jcorn.maven;

/** The server ended by itself with an error; the message is its own one-line reason. */
final class ServerFailedException extends Exception {
    ServerFailedException(String reason) {
        super(reason);
    }
}
