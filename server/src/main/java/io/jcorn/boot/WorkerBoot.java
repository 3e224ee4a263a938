package io.jcorn.boot;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the arbiter tells a worker that it spawns, sent once over the boot pipe.
 *
 * <p>The text is a line a field, {@code key value}, and a last line {@code end}; the pipe stays open behind it (see
 * {@link ParentWatch}). Backslash and line ends in a value are escaped.
 *
 * @param age the worker's number: 1 for the first that the arbiter ever spawned
 * @param scoreboard path of the shared memory; a {@code /dev/fd/N}, so that nothing is left on disk whoever is killed
 * @param slot the worker's own slot in it
 * @param tempFolder the worker's own, which it deletes at its end
 * @param listeners in the order of the setting {@code bind}
 * @param settings every setting by name, in the form that {@code Config.of} takes
 */
public record WorkerBoot(
        int age,
        String scoreboard,
        int slot,
        TempFolder tempFolder,
        List<InheritedListener> listeners,
        Map<String, String> settings) {
    /** The boot pipe's descriptor in a worker. */
    public static final int BOOT_FD = 3;
    /** The status pipe's descriptor in a worker. */
    public static final int STATUS_FD = 4;

    /**
     * A byte behind the record, for a worker whose successors are ready: that it leave, but not before the sessions that are
     * pinned to it, within their time. No signal, for a terminal or its user may send any of those.
     */
    public static final byte REPLACED = 'R';

    private static final String END = "end";

    public WorkerBoot {
        listeners = List.copyOf(listeners);
        settings = Map.copyOf(settings);
    }

    /** Reads the record from this process's boot pipe. Blocks until the arbiter has written it. */
    public static WorkerBoot read() throws IOException {
        try (InputStream pipe = new FileInputStream("/dev/fd/" + BOOT_FD)) {
            return read(pipe);
        }
    }

    /** Reads up to the line {@code end} and not a byte further. */
    static WorkerBoot read(InputStream in) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        var listeners = new ArrayList<InheritedListener>();
        var settings = new LinkedHashMap<String, String>();
        for (String line = readLine(in); !line.equals(END); line = readLine(in)) {
            String[] keyValue = split(line);
            String value = unescape(keyValue[1]);
            switch (keyValue[0]) {
                case "listener" -> {
                    String[] fdAddress = split(value);
                    listeners.add(new InheritedListener(Integer.parseInt(fdAddress[0]), fdAddress[1]));
                }
                case "setting" -> {
                    String[] nameValue = split(value);
                    settings.put(nameValue[0], nameValue[1]);
                }
                default -> fields.put(keyValue[0], value);
            }
        }
        return new WorkerBoot(
                Integer.parseInt(field(fields, "age")),
                field(fields, "scoreboard"),
                Integer.parseInt(field(fields, "slot")),
                new TempFolder(Path.of(field(fields, "temp"))),
                listeners,
                settings);
    }

    /** The bytes that {@link #read} reads. */
    public byte[] toBytes() {
        var text = new StringBuilder();
        line(text, "age", Integer.toString(age));
        line(text, "scoreboard", scoreboard);
        line(text, "slot", Integer.toString(slot));
        line(text, "temp", tempFolder.path().toString());
        listeners.forEach(listener -> line(text, "listener", listener.fd() + " " + listener.address()));
        settings.forEach((name, value) -> line(text, "setting", name + " " + value));
        return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(escape(value)).append('\n');
    }

    static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static String unescape(String text) throws IOException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var value = new StringBuilder(text.length());
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                value.append(unescape(c));
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static char unescape(char c) throws IOException {
        return switch (c) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> throw new IOException("boot record: unknown escape \\" + c);
        };
    }

    private static String[] split(String line) throws IOException {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IOException("boot record: no value in '" + line + "'");
        }
        return new String[] {line.substring(0, space), line.substring(space + 1)};
    }

    private static String field(Map<String, String> fields, String key) throws IOException {
        String value = fields.get(key);
        if (value == null) {
            throw new IOException("boot record without " + key);
        }
        return value;
    }

    private static String readLine(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the boot pipe ended within the record: is the arbiter gone?");
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
