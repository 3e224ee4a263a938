package io.jcorn.cli;

import io.jcorn.config.Setting;
import io.jcorn.config.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The table of settings as options of picocli. Values stay texts: the table's own types parse them, from any source. */
final class Options {
    static final String SYNOPSIS = "jcorn [OPTIONS] APP.war | DIR";

    private Options() {}

    /** What the parser needs. */
    static CommandSpec forParsing() {
        CommandSpec spec = command();
        for (Setting<?> setting : Settings.all()) {
            spec.addOption(option(setting));
        }
        for (Action action : Action.values()) {
            if (!action.flag().isEmpty()) {
                spec.addOption(option(action));
            }
        }
        return spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
    }

    /** The same with a heading over each section, which costs the parser time and tells it nothing. */
    static CommandSpec forHelp() {
        Map<Setting.Section, ArgGroupSpec.Builder> groups = new EnumMap<>(Setting.Section.class);
        for (Setting<?> setting : Settings.all()) {
            groups.computeIfAbsent(setting.section(), section -> group(section.title()))
                    .addArg(option(setting));
        }
        ArgGroupSpec.Builder actions = group("Instead of serving");
        for (Action action : Action.values()) {
            if (!action.flag().isEmpty()) {
                actions.addArg(option(action));
            }
        }
        CommandSpec spec = command();
        groups.values().forEach(group -> spec.addArgGroup(group.build()));
        spec.addArgGroup(actions.build());
        spec.usageMessage()
                .customSynopsis(SYNOPSIS)
                .description("Serves Servlet web applications from worker processes.")
                .footer(
                        "",
                        "jcorn " + HashPassword.NAME + " makes what a file of users holds of a password.",
                        "jcorn " + SessionsCommand.NAME + " shows and ends the sessions that a server keeps.",
                        "Settings also come from jcorn.toml, JCORN_CMD_ARGS and the environment.")
                .sortOptions(false)
                .width(80);
        return spec;
    }

    /** Every long option there is, for suggestions. */
    static List<String> longNames() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : forParsing().options()) {
            names.add(option.longestName());
            if (option.negatable()) {
                names.add("--no-" + option.longestName().substring(2));
            }
        }
        return names;
    }

    private static CommandSpec command() {
        CommandSpec spec = CommandSpec.create().name("jcorn");
        spec.interpolateVariables(false);
        spec.parser()
                .expandAtFiles(false)
                .overwrittenOptionsAllowed(true)
                // --jvm-opt -ea is no cluster of -e and -a
                .allowOptionsAsOptionParameters(true);
        return spec;
    }

    private static ArgGroupSpec.Builder group(String title) {
        return ArgGroupSpec.builder()
                .heading("%n" + title + ":%n")
                .validate(false)
                .exclusive(false)
                .multiplicity("0..1");
    }

    private static OptionSpec option(Setting<?> setting) {
        String longName = "--" + setting.name();
        String[] names =
                setting.shortFlag().isEmpty() ? new String[] {longName} : new String[] {setting.shortFlag(), longName};
        OptionSpec.Builder option = OptionSpec.builder(names).description(description(setting));
        if (setting.isFlag()) {
            return option.type(Boolean.class)
                    .arity("0..1")
                    .paramLabel("true|false")
                    .fallbackValue("true")
                    .negatable(true)
                    .build();
        }
        return option.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(setting.metavar())
                .build();
    }

    private static OptionSpec option(Action action) {
        String[] names = Stream.of(action.letter(), action.flag())
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
        return OptionSpec.builder(names)
                .type(Boolean.class)
                .arity("0")
                .description(action.doc())
                .build();
    }

    /** Lines: a default on its own, as picocli would break it at colons and slashes. */
    private static String[] description(Setting<?> setting) {
        String summary = setting.summary().replace("`", "") + (setting.isRepeatable() ? ". Repeatable." : ".");
        return setting.defaults().isEmpty()
                ? new String[] {summary}
                : new String[] {summary, "Default: " + setting.defaults().get(0)};
    }
}
