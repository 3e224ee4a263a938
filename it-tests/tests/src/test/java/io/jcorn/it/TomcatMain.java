package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat set up as its distribution is, in a process of its own: {@code folder war ...}. Each WAR is served below its
 * name, on a port that standard output tells. It ends with its standard input, so with the test that started it.
 */
final class TomcatMain {
    /** What stands before the port in the line that tells it. */
    static final String LISTENING = "Tomcat listens at ";

    /** What conf/web.xml of the distribution gives applications that say nothing themselves. */
    private static final String CONF_WEB_XML_ENCODING = "UTF-8";

    private static final Logger LOG = Logger.getLogger("org.apache"); // held, else its level is forgotten

    private TomcatMain() {}

    public static void main(String[] args) throws IOException, LifecycleException {
        LOG.setLevel(Level.WARNING);
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            LOG.log(Level.SEVERE, "Tomcat doesn't start", failure);
            Runtime.getRuntime().halt(1); // its threads would live on
        });
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        Files.createDirectories(Path.of(args[0], "webapps"));
        tomcat.setPort(0);
        tomcat.enableNaming();
        tomcat.getConnector();
        tomcat.getHost().setStartStopThreads(2);
        for (String war : Arrays.asList(args).subList(1, args.length)) {
            tomcat.addWebapp(contextPath(Path.of(war)), war);
        }
        tomcat.start();
        for (Container context : tomcat.getHost().findChildren()) { // web.xml, read at the start, would take it away
            ((Context) context).setRequestCharacterEncoding(CONF_WEB_XML_ENCODING);
            ((Context) context).setResponseCharacterEncoding(CONF_WEB_XML_ENCODING);
        }
        System.out.println(LISTENING + tomcat.getConnector().getLocalPort());
        System.in.transferTo(System.out);
        tomcat.stop();
    }

    private static String contextPath(Path war) {
        return "/" + war.getFileName().toString().replace(".war", "");
    }
}
