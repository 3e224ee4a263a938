package io.jcorn.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all settings, in the order of the manual. */
public final class Settings {
    /** What a command line's positional argument sets too. */
    public static final Setting<AppLocation> APP = ApplicationSettings.APP;

    /** Looked at before all others, as it tells where others are. */
    public static final Setting<Path> CONFIG = ApplicationSettings.CONFIG;

    public static final Setting<WorkerClass> WORKER_CLASS = WorkerSettings.WORKER_CLASS;

    private static final List<Setting<?>> ALL = concat(List.of(
            ApplicationSettings.ALL,
            SocketSettings.ALL,
            WorkerSettings.ALL,
            HttpSettings.ALL,
            ContentSettings.ALL,
            TlsSettings.ALL,
            ProxySettings.ALL,
            SessionSettings.ALL,
            SecuritySettings.ALL,
            ResourceSettings.ALL,
            LogSettings.ALL));

    private static final Map<String, Setting<?>> BY_KEY = byKey();

    private Settings() {}

    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The setting of that name; {@code _} and {@code -} are the same, and gunicorn's names in a file count too. */
    public static Optional<Setting<?>> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key.replace('_', '-')));
    }

    /** What to say of a name that there isn't: the nearest there is, if one is near. */
    static String suggestion(String key) {
        List<String> names = new ArrayList<>();
        for (Setting<?> setting : ALL) {
            names.add(setting.name());
        }
        return Nearest.to(key.replace('_', '-'), names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static List<Setting<?>> concat(List<List<Setting<?>>> sections) {
        List<Setting<?>> all = new ArrayList<>();
        sections.forEach(all::addAll);
        return List.copyOf(all);
    }

    private static Map<String, Setting<?>> byKey() {
        Map<String, Setting<?>> byKey = new HashMap<>();
        for (Setting<?> setting : ALL) {
            byKey.put(setting.name(), setting);
            for (String alias : setting.aliases()) {
                byKey.put(alias.replace('_', '-'), setting);
            }
        }
        return byKey;
    }
}
