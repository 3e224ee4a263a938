package io.jcorn.probe;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fails the start of the application while the file that the environment's {@code PROBE_FAIL_IF} names exists. */
@WebListener
public final class BootListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        String marker = System.getenv("PROBE_FAIL_IF");
        if (marker != null && Files.exists(Path.of(marker))) {
            throw new IllegalStateException("no database: " + marker);
        }
    }
}
