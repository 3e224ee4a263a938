package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that processes ever had resident. The kernel keeps that itself, so no peak falls between samples. */
final class ResidentMemory {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private ResidentMemory() {}

    /** Begins anew with what they have now. */
    static void forgetPeaks(Set<Long> pids) {
        for (long pid : pids) {
            try {
                Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5"); // see proc(5)
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** That of the largest, in bytes. */
    static long largestPeak(Set<Long> pids) {
        return pids.stream().mapToLong(ResidentMemory::peak).max().orElseThrow();
    }

    private static long peak(long pid) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            if (!peak.find()) {
                throw new AssertionError("no VmHWM of " + pid);
            }
            return Long.parseLong(peak.group(1)) << 10;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
