package io.jcorn.servlet.naming;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.naming.Name;

/** A folder of names: {@code java:} or one below it. Filled while an application is deployed, read by any thread. */
final class Names {
    private final String path;
    /** A {@link Source} or a folder, by name. */
    private final Map<String, Object> entries = new ConcurrentSkipListMap<>();

    Names(String path) {
        this.path = path;
    }

    /** Such as {@code java:comp/env}. */
    String path() {
        return path;
    }

    Map<String, Object> entries() {
        return entries;
    }

    /** Adds another folder under a name of this one's. */
    void mount(String name, Names folder) {
        entries.put(name, folder);
    }

    /**
     * The folder of that path, made if it isn't there.
     *
     * @throws IllegalArgumentException if the way there leads through something that is no folder
     */
    Names folder(String below) {
        int slash = below.indexOf('/');
        String first = slash < 0 ? below : below.substring(0, slash);
        String inside = path.endsWith(":") ? path + first : path + "/" + first;
        Object entry = entries.computeIfAbsent(first, name -> new Names(inside));
        if (!(entry instanceof Names folder))
            throw new IllegalArgumentException(inside + " is a name already, so it can't be a folder of names");
        return slash < 0 ? folder : folder.folder(below.substring(slash + 1));
    }

    /** A folder, a {@link Source}, or null. */
    Object find(Name name) {
        Object at = this;
        for (int i = 0; i < name.size(); i++) {
            if (name.get(i).isEmpty()) continue;
            if (!(at instanceof Names folder)) return null;
            at = folder.entries.get(name.get(i));
        }
        return at;
    }
}
