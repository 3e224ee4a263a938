package io.jcorn.cli;

import io.jcorn.arbiter.SessionPlace;
import io.jcorn.boot.ExitCode;
import io.jcorn.config.AppFolder;
import io.jcorn.config.AppLocation;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.SessionStoreKind;
import io.jcorn.sessions.SessionStores;
import io.jcorn.sessions.SessionStores.Served;
import io.jcorn.sessions.StoredSessions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command {@code jcorn sessions}: shows operators what a server's session store holds, and ends sessions in it. */
final class SessionsCommand {
    static final String NAME = "sessions";

    private static final String USAGE = """
            Usage: jcorn sessions [metrics | invalidate | invalidate-all] [OPTIONS]
                                  [APP.war | DIR]
            Shows how many sessions a server keeps, by application, how many of them are
            pinned to a worker of this machine by attributes that don't serialize, and the
            bytes they take in the store. The server may run or not.

              metrics          Prints the same in the form that Prometheus reads.
              invalidate       Ends the sessions whose ids standard input has, one a line.
                               On a command line everybody on the machine would see them.
              invalidate-all   Ends all sessions of the store.

            Their clients have no session from then on. Listeners hear of the end in one of
            the workers, within ten seconds or when the server starts again.

            Give the OPTIONS and the application that the server is started with; jcorn.toml
            and JCORN_CMD_ARGS count as well. They tell where its sessions are and what the
            applications are called. Where they are is enough:
              jcorn sessions --session-dir DIR
              jcorn sessions --session-store redis://HOST
            """;

    /** Loads what it takes to open stores. */
    @FunctionalInterface
    interface Loading {
        SessionStores load(Config config) throws ConfigException;
    }

    private enum Verb {
        SHOW,
        METRICS,
        INVALIDATE,
        INVALIDATE_ALL;

        /** As an argument. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Map<String, String> environment;
    private final Path directory;
    private final Loading loading;
    private final IdInput ids;
    private final PrintStream out;
    private final PrintStream err;

    SessionsCommand(
            Map<String, String> environment,
            Path directory,
            Loading loading,
            IdInput ids,
            PrintStream out,
            PrintStream err) {
        this.environment = environment;
        this.directory = directory;
        this.loading = loading;
        this.ids = ids;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int run(List<String> argv) {
        try {
            return tryToRun(argv);
        } catch (ConfigException | IOException e) {
            err.println("jcorn: " + e.getMessage());
            return ExitCode.CONFIG;
        }
    }

    private int tryToRun(List<String> argv) throws ConfigException, IOException {
        Verb verb = Verb.SHOW;
        List<String> rest = argv;
        for (Verb one : EnumSet.complementOf(EnumSet.of(Verb.SHOW))) {
            if (!argv.isEmpty() && argv.get(0).equals(one.toString())) {
                verb = one;
                rest = argv.subList(1, argv.size());
            }
        }
        Arguments arguments = Arguments.parse(rest, "command line");
        if (arguments.action() == Action.HELP) {
            out.print(USAGE);
            return ExitCode.OK;
        } else if (arguments.action() != Action.SERVE) {
            throw new ConfigException(
                    "command line", arguments.action().flag() + " doesn't go with jcorn sessions; see --help");
        }
        Config config = new ConfigLoader(arguments, environment, directory).settings();
        try (StoredSessions sessions = loading.load(config).open(located(config), applications(config))) {
            return switch (verb) {
                case SHOW -> show(sessions);
                case METRICS -> metrics(sessions);
                case INVALIDATE -> invalidate(sessions);
                case INVALIDATE_ALL -> invalidateAll(sessions);
            };
        }
    }

    private static List<Served> applications(Config config) throws ConfigException {
        List<Served> applications = new ArrayList<>();
        for (AppLocation given : config.apps()) {
            AppFolder.applications(given)
                    .forEach(app -> applications.add(new Served(app.contextPath(), app.location())));
        }
        return applications;
    }

    private static Map<String, String> located(Config config) throws ConfigException {
        if (config.sessionStore().kind() == SessionStoreKind.MEMORY) {
            throw new ConfigException("session-store memory keeps sessions in the worker, where nobody else sees them");
        }
        return config.sessionStore().kind() == SessionStoreKind.REDIS
                ? config.toMap()
                : SessionPlace.existing(config).tell(config);
    }

    private int show(StoredSessions sessions) throws IOException {
        out.println("Sessions in " + sessions.place());
        line("APPLICATION", "SESSIONS", "PINNED", "BYTES");
        long count = 0;
        long pinned = 0;
        long bytes = 0;
        for (StoredSessions.Usage usage : sessions.usage()) {
            line(usage.application(), "" + usage.sessions(), "" + usage.pinned(), "" + usage.bytes());
            count += usage.sessions();
            pinned += usage.pinned();
            bytes += usage.bytes();
        }
        line("all", "" + count, "" + pinned, "" + bytes);
        return ExitCode.OK;
    }

    private void line(String application, String sessions, String pinned, String bytes) {
        out.printf("%-30s %12s %8s %15s%n", application, sessions, pinned, bytes);
    }

    private int metrics(StoredSessions sessions) throws IOException {
        new SessionMetrics(sessions.usage()).print(out);
        return ExitCode.OK;
    }

    private int invalidate(StoredSessions sessions) throws IOException {
        int ended = 0;
        int line = 0;
        boolean wrong = false;
        for (String id : ids.read()) {
            line++;
            try {
                boolean known = sessions.invalidate(id);
                ended += known ? 1 : 0;
                if (!known) {
                    wrong = true;
                    err.println("jcorn: no session has the id in line " + line);
                }
            } catch (IllegalArgumentException e) {
                wrong = true;
                err.println("jcorn: line " + line + ": " + e.getMessage());
            }
        }
        if (line == 0) {
            throw new IOException("no id given; jcorn sessions invalidate reads ids from standard input");
        }
        tellEnded(ended);
        return wrong ? ExitCode.CONFIG : ExitCode.OK;
    }

    private int invalidateAll(StoredSessions sessions) throws IOException {
        tellEnded(sessions.invalidateAll());
        return ExitCode.OK;
    }

    private void tellEnded(long count) {
        out.println(count + (count == 1 ? " session ended" : " sessions ended"));
    }
}
