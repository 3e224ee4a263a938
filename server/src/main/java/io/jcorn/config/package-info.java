/**
 * Settings: one declarative table and the immutable {@link io.jcorn.config.Config} that is made of it.
 *
 * <p>{@link io.jcorn.config.Settings} drives the command line, {@code jcorn.toml}, the environment,
 * {@code --print-config}, the help text and the manual, so a setting is added in one place. Each source becomes a
 * {@link io.jcorn.config.Layer}; a later layer replaces what an earlier one says. Both the arbiter and its workers read
 * a {@code Config}; a worker gets it as a map of texts and loads neither a TOML parser nor a command line library.
 *
 * <p>Mirrors gunicorn's {@code config.py}. May import {@code sock} for addresses, {@code sessions} to try keys, and the
 * JDK; {@code TomlFile} alone
 * imports tomlj.
 */
package io.jcorn.config;
