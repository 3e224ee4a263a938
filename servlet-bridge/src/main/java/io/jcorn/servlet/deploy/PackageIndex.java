package io.jcorn.servlet.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entries of a class path can have a file, by the file's folder: a class that the application hasn't costs one look-up instead of one
 * per jar, and jars that nobody needs are never opened. Immutable.
 */
final class PackageIndex {
    private final Map<String, List<ClassPathEntry>> byFolder;
    private final List<ClassPathEntry> elsewhere;

    private PackageIndex(Map<String, List<ClassPathEntry>> byFolder, List<ClassPathEntry> elsewhere) {
        this.byFolder = byFolder;
        this.elsewhere = elsewhere;
    }

    /**
     * Builds the index.
     *
     * @param entries in the order of the class path
     * @param folders of each entry's files; null for an entry that must always be asked
     */
    static PackageIndex of(List<ClassPathEntry> entries, List<Set<String>> folders) {
        Map<String, List<ClassPathEntry>> byFolder = new HashMap<>();
        for (Set<String> each : folders)
            if (each != null) for (String folder : each) byFolder.putIfAbsent(folder, new ArrayList<>(2));
        List<ClassPathEntry> elsewhere = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (folders.get(i) == null) {
                for (List<ClassPathEntry> list : byFolder.values()) list.add(entries.get(i));
                elsewhere.add(entries.get(i));
            } else {
                for (String folder : folders.get(i)) byFolder.get(folder).add(entries.get(i));
            }
        }
        return new PackageIndex(byFolder, elsewhere);
    }

    /** Entries that may have {@code name}, in the order of the class path. */
    List<ClassPathEntry> entriesFor(String name) {
        int slash = name.lastIndexOf('/');
        List<ClassPathEntry> entries = byFolder.get(slash < 0 ? "" : name.substring(0, slash));
        return entries == null ? elsewhere : entries;
    }
}
