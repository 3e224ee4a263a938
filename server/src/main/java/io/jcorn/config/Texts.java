package io.jcorn.config;

import io.jcorn.sock.BindAddress;
import io.jcorn.sock.TrustedPeers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The types of settings that are words, paths and addresses. */
final class Texts {
    private Texts() {}

    /** Text with atoms such as {@code %(h)s}; a worker makes lines of it. */
    record LogFormat() implements ValueType<String> {
        private static final Pattern ATOM = Pattern.compile("%\\((.*?)(\\)s|$)");
        private static final Pattern KNOWN = Pattern.compile("[hlutrmUqHsBbfaTMDLp]|\\{.+}[io]");

        @Override
        public String metavar() {
            return "FORMAT";
        }

        @Override
        public String parse(String text, Path directory) {
            for (MatchResult atom : ATOM.matcher(text).results().toList()) {
                if (atom.group(2).isEmpty()) {
                    throw new IllegalArgumentException("'" + atom.group() + "' is not closed by )s");
                }
                if (!KNOWN.matcher(atom.group(1)).matches()) {
                    throw new IllegalArgumentException("there is no '" + atom.group() + "'; the manual lists all");
                }
            }
            return text;
        }
    }

    /** An option of the {@code java} command; anything else would be taken for the class to run. */
    record JvmOption() implements ValueType<String> {
        @Override
        public String metavar() {
            return "OPTION";
        }

        @Override
        public String parse(String text, Path directory) {
            if (!text.startsWith("-") && !text.startsWith("@")) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no option of a JVM; it begins with a dash, as -Xmx512m does");
            }
            return text;
        }
    }

    /** True or false; on the command line {@code --x} and {@code --no-x}. */
    record Flag() implements ValueType<Boolean> {
        @Override
        public String metavar() {
            return "";
        }

        @Override
        public Boolean parse(String text, Path directory) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
            };
        }

        @Override
        public boolean isBare() {
            return true;
        }
    }

    /** One of an enum's constants, as their {@code toString} has them. */
    record Choice<E extends Enum<E>>(String metavar, List<E> constants) implements ValueType<E> {
        @Override
        public E parse(String text, Path directory) {
            for (E constant : constants) {
                if (constant.toString().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            StringBuilder names = new StringBuilder();
            for (E constant : constants) {
                names.append(names.length() == 0 ? "" : ", ").append(constant);
            }
            throw new IllegalArgumentException("'" + text + "' is not known; give one of " + names);
        }
    }

    /** Which session store, and where. */
    record SessionStore() implements ValueType<SessionStoreLocation> {
        @Override
        public String metavar() {
            return "STORE";
        }

        @Override
        public SessionStoreLocation parse(String text, Path directory) {
            return SessionStoreLocation.parse(text);
        }

        @Override
        public String format(SessionStoreLocation value) {
            return value.text();
        }
    }

    /** A file or folder; absolute once parsed. */
    record FilePath(String metavar) implements ValueType<Path> {
        @Override
        public Path parse(String text, Path directory) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the path is empty");
            }
            return directory.resolve(text).normalize();
        }
    }

    /** A file to write a log to, absolute once parsed, or {@code -} for standard output. */
    record LogFile() implements ValueType<String> {
        @Override
        public String metavar() {
            return "FILE";
        }

        @Override
        public String parse(String text, Path directory) {
            return text.equals("-") || text.isEmpty()
                    ? text
                    : directory.resolve(text).normalize().toString();
        }
    }

    /** An address to listen on. */
    record Address() implements ValueType<BindAddress> {
        @Override
        public String metavar() {
            return "ADDRESS";
        }

        @Override
        public BindAddress parse(String text, Path directory) {
            return BindAddress.parse(text);
        }
    }

    /** Any text but none. */
    record Text(String metavar) implements ValueType<String> {
        @Override
        public String parse(String text, Path directory) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the text is empty");
            }
            return text;
        }
    }

    /** Those who are believed. */
    record Peers() implements ValueType<TrustedPeers> {
        @Override
        public String metavar() {
            return "ADDRESSES";
        }

        @Override
        public TrustedPeers parse(String text, Path directory) {
            return TrustedPeers.parse(text);
        }
    }

    /** A web application: {@code /ctx=PATH}, or a path alone, also written {@code =PATH}, whose context path is left open. */
    record App() implements ValueType<AppLocation> {
        @Override
        public String metavar() {
            return "[/CTX=]APP";
        }

        @Override
        public AppLocation parse(String text, Path directory) {
            int equals = text.indexOf('=');
            if (equals > 0 && !text.startsWith("/")) {
                throw new IllegalArgumentException(
                        "'" + text + "' has a context path without its slash; give /" + text);
            }
            String context = equals > 0 ? text.substring(0, equals) : null;
            String path = text.substring(equals + 1);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "' names no application; give /ctx=APP.war");
            }
            if (context != null && context.endsWith("/")) {
                context = context.substring(0, context.length() - 1);
            }
            return new AppLocation(context, directory.resolve(path).normalize());
        }
    }

    /** An option of the realm: {@code NAME=VALUE}; which there are, the realm knows. */
    record RealmOption() implements ValueType<String> {
        @Override
        public String metavar() {
            return "NAME=VALUE";
        }

        @Override
        public String parse(String text, Path directory) {
            if (text.indexOf('=') <= 0) {
                throw new IllegalArgumentException("'" + text + "' is no option of a realm; give NAME=VALUE");
            }
            return text;
        }

        @Override
        public boolean isSecret(String value) {
            return value.matches("[^=]*password=.*|[^=]*=[a-z+:-]+://[^/?#]*@.*");
        }
    }

    /** What Cache-Control says of files: {@code PATTERN=VALUE}, the pattern a servlet's (Servlet 6.1 §12.2). */
    record CacheRule() implements ValueType<String> {
        private static final Pattern RULE = Pattern.compile("(/[^=*]*(/\\*)?|/\\*|\\*\\.[^=*/]+)=[\\x20-\\x7e]+");

        @Override
        public String metavar() {
            return "PATTERN=VALUE";
        }

        @Override
        public String parse(String text, Path directory) {
            if (!RULE.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text
                        + "' is no rule; give a pattern such as /assets/* or *.css, =, and what Cache-Control says");
            }
            return text;
        }
    }

    /** An environment variable for the workers: {@code NAME=VALUE}. */
    record Variable() implements ValueType<Map.Entry<String, String>> {
        @Override
        public String metavar() {
            return "NAME=VALUE";
        }

        @Override
        public Map.Entry<String, String> parse(String text, Path directory) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + text + "' is no variable; give NAME=VALUE");
            }
            return Map.entry(text.substring(0, equals), text.substring(equals + 1));
        }

        @Override
        public String format(Map.Entry<String, String> value) {
            return value.getKey() + "=" + value.getValue();
        }
    }
}
