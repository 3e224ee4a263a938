package io.jcorn.servlet.context;

import io.jcorn.app.DeploymentException;

/** Why an application doesn't start, in one line for an operator; all of it goes to the log. */
final class StartFailure {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private StartFailure() {}

    /**
     * @param application which one
     * @param what the part that failed, with its class
     * @return {@code thrown} itself if it says so already
     */
    static DeploymentException of(String application, String what, Throwable thrown) {
        if (thrown instanceof DeploymentException known) return known;
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        String message = application + ": " + what + " failed: " + oneLine(root);
        LOG.log(System.Logger.Level.ERROR, message, thrown);
        return new DeploymentException(DeploymentException.Kind.FAILED, message, thrown);
    }

    private static String oneLine(Throwable root) {
        String text = root.getMessage();
        return root.getClass().getName()
                + (text == null ? "" : ": " + text.strip().replaceAll("\\s*\\R\\s*", " / "));
    }
}
