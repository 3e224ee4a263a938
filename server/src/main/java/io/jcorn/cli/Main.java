package io.jcorn.cli;

import io.jcorn.arbiter.Arbiter;
import io.jcorn.arbiter.SessionPlace;
import io.jcorn.arbiter.WorkerCommand;
import io.jcorn.boot.ExitCode;
import io.jcorn.config.AppException;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigListing;
import io.jcorn.config.ConfigSource;
import io.jcorn.config.SessionStoreKind;
import io.jcorn.config.Version;
import io.jcorn.log.Logs;
import io.jcorn.sessions.SessionStores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command {@code jcorn}. Errors are a line on standard error, never a stack trace. */
public final class Main {
    /** What serves: the arbiter. */
    @FunctionalInterface
    interface Serving {
        /**
         * Returns when everything has ended.
         *
         * @param first what the source has just given
         * @param source read again at each reload
         * @return the exit code
         */
        int run(Config first, ConfigSource source);
    }

    private final Map<String, String> environment;
    private final Path directory;
    private final PrintStream out;
    private final PrintStream err;
    private final Serving serving;
    private final SessionsCommand.Loading sessionStores;

    Main(
            Map<String, String> environment,
            Path directory,
            PrintStream out,
            PrintStream err,
            Serving serving,
            SessionsCommand.Loading sessionStores) {
        this.environment = environment;
        this.directory = directory;
        this.out = out;
        this.err = err;
        this.serving = serving;
        this.sessionStores = sessionStores;
    }

    public static void main(String[] args) {
        Path directory = Path.of("").toAbsolutePath();
        Main main = new Main(System.getenv(), directory, System.out, System.err, Main::serve, Main::sessionStores);
        StdinWatch.startIfAskedFor(System.getenv());
        System.exit(main.run(List.of(args)));
    }

    private static Path home() {
        return Path.of(System.getProperty("jcorn.home"));
    }

    private static SessionStores sessionStores(Config config) throws ConfigException {
        Logs.configure("critical"); // what a store logs when it fails is in the error that it throws
        return WorkerParts.sessionStores(home(), config);
    }

    private static int serve(Config first, ConfigSource source) {
        Logs.configure(first.logLevel());
        WorkerCommand command;
        try {
            command = WorkerCommand.installedIn(home());
        } catch (IOException e) {
            System.err.println("jcorn: the installation is incomplete: " + e.getMessage());
            return ExitCode.CONFIG;
        }
        try {
            return new Arbiter(source, first, command).run();
        } catch (IOException e) {
            System.err.println("jcorn: " + e.getMessage());
            return ExitCode.CONFIG;
        }
    }

    /** Does what the arguments ask for. @return the exit code */
    int run(List<String> argv) {
        if (!argv.isEmpty() && argv.get(0).equals(HashPassword.NAME)) {
            return HashPassword.run(
                    argv.subList(1, argv.size()), new PasswordInput(System.console(), System.in), out, err);
        }
        if (!argv.isEmpty() && argv.get(0).equals(SessionsCommand.NAME)) {
            IdInput ids = new IdInput(System.console(), System.in);
            return new SessionsCommand(environment, directory, sessionStores, ids, out, err)
                    .run(argv.subList(1, argv.size()));
        }
        try {
            Arguments arguments = Arguments.parse(argv, "command line");
            ConfigLoader loader = new ConfigLoader(arguments, environment, directory);
            switch (arguments.action()) {
                case HELP -> new CommandLine(Options.forHelp()).usage(out, Ansi.OFF);
                case VERSION -> out.println("jcorn " + Version.current());
                case PRINT_CONFIG -> out.print(ConfigListing.of(loader.settings()));
                case CHECK_CONFIG -> {
                    checkSessionStore(loader.load());
                    out.println("OK");
                }
                case SERVE -> {
                    return serving.run(loader.load(), loader);
                }
            }
            return ExitCode.OK;
        } catch (AppException e) {
            err.println("jcorn: " + e.getMessage());
            return ExitCode.ARCHIVE;
        } catch (ConfigException e) {
            err.println("jcorn: " + e.getMessage());
            return ExitCode.CONFIG;
        }
    }

    private void checkSessionStore(Config config) throws ConfigException {
        boolean redis = config.sessionStore().kind() == SessionStoreKind.REDIS;
        Map<String, String> settings =
                redis ? config.toMap() : SessionPlace.wanted(config).tell(config);
        try {
            sessionStores.load(config).check(settings).ifPresent(warning -> err.println("jcorn: " + warning));
        } catch (IOException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
