package io.jcorn.cli;

import io.jcorn.config.ConfigException;
import io.jcorn.config.Layer;
import io.jcorn.config.Nearest;
import io.jcorn.config.Setting;
import io.jcorn.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line, taken apart: what to do, and what it says of settings. */
record Arguments(Action action, Layer settings) {
    /**
     * @param origin for messages: {@code command line}
     * @throws ConfigException if there is an option that isn't known or lacks its value, or a second application
     */
    static Arguments parse(List<String> argv, String origin) throws ConfigException {
        try {
            ParseResult result = new CommandLine(Options.forParsing()).parseArgs(argv.toArray(String[]::new));
            return new Arguments(action(result), settings(result, origin));
        } catch (UnmatchedArgumentException e) {
            throw new ConfigException(origin, unknown(e.getUnmatched().get(0)));
        } catch (MissingParameterException e) {
            throw new ConfigException(origin, missing(e));
        } catch (ParameterException e) {
            throw new ConfigException(origin, e.getMessage());
        }
    }

    private static Action action(ParseResult result) {
        Action asked = Action.SERVE;
        // of several the last in the enum's order: who asks for help gets it
        for (Action action : Action.values()) {
            asked = !action.flag().isEmpty() && result.hasMatchedOption(action.flag()) ? action : asked;
        }
        return asked;
    }

    private static Layer settings(ParseResult result, String origin) throws ConfigException {
        Map<Setting<?>, Layer.Given> given = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            OptionSpec option = result.matchedOption("--" + setting.name());
            if (option != null) {
                given.put(setting, new Layer.Given(texts(setting, option), origin + ": --" + setting.name()));
            }
        }
        List<String> positionals = result.matchedPositionalValue(0, List.of());
        if (positionals.size() > 1) {
            throw new ConfigException(
                    origin,
                    "unexpected argument '" + positionals.get(1)
                            + "'; to serve several applications, give each with --app /ctx=APP.war");
        } else if (!positionals.isEmpty()) {
            given.put(Settings.APP, withPositional(positionals.get(0), given.get(Settings.APP), origin));
        }
        return new Layer(given);
    }

    private static List<String> texts(Setting<?> setting, OptionSpec option) {
        if (setting.isFlag()) {
            return List.of(option.getValue().toString());
        }
        List<String> texts = option.getValue();
        return setting.isRepeatable() ? texts : texts.subList(texts.size() - 1, texts.size());
    }

    /** The positional is an application without a context path, whatever characters its own has; {@code --app} adds others. */
    private static Layer.Given withPositional(String path, Layer.Given others, String origin) {
        List<String> apps = new ArrayList<>();
        apps.add("=" + path);
        if (others != null) {
            apps.addAll(others.texts());
        }
        return new Layer.Given(apps, others == null ? origin : others.origin());
    }

    private static String unknown(String argument) {
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        Optional<String> nearest = option.startsWith("--") ? Nearest.to(option, Options.longNames()) : Optional.empty();
        return "unknown option " + option
                + nearest.map(name -> "; did you mean " + name + "?").orElse("; jcorn --help lists all");
    }

    private static String missing(MissingParameterException e) {
        OptionSpec option = (OptionSpec) e.getMissing().get(0);
        return option.longestName() + " needs a value: " + option.longestName() + " " + option.paramLabel();
    }
}
