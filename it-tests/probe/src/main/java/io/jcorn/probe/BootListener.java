package io.jcorn.probe;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Misbehaves at the application's start and end while the file exists that the environment names: {@code PROBE_FAIL_IF}
 * makes the start fail, {@code PROBE_HANG_IF} never end, and {@code PROBE_HANG_AT_END_IF} does so to the end.
 */
@WebListener
public final class BootListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (exists("PROBE_FAIL_IF")) {
            throw new IllegalStateException("no database: " + System.getenv("PROBE_FAIL_IF"));
        }
        if (exists("PROBE_HANG_IF")) {
            event.getServletContext().log("hangs at its start");
            hang();
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (exists("PROBE_HANG_AT_END_IF")) {
            hang();
        }
    }

    private static boolean exists(String variable) {
        String marker = System.getenv(variable);
        return marker != null && Files.exists(Path.of(marker));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("woken", e);
        }
    }
}
