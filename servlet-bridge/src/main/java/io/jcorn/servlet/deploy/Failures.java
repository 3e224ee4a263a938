package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import io.jcorn.app.DeploymentException.Kind;
import java.nio.file.Path;

/** Makes the one line that an operator reads: it starts with the name of the application. */
final class Failures {
    private final String app;

    /** The name is that of the WAR or folder. */
    Failures(Path location) {
        Path name = location.toAbsolutePath().normalize().getFileName(); // so that "." has one, too
        this.app = name == null ? location.toString() : name.toString();
    }

    String app() {
        return app;
    }

    /** The WAR itself is missing or damaged; {@code what} continues the application's name. */
    DeploymentException unreadable(String what, Throwable cause) {
        return new DeploymentException(Kind.UNREADABLE, oneLine(app + " " + what), cause);
    }

    /** The WAR can be read, but what it says is wrong. */
    DeploymentException failed(String what, Throwable cause) {
        return new DeploymentException(Kind.FAILED, oneLine(app + ": " + what), cause);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
