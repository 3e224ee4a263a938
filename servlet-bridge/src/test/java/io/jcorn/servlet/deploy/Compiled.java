package io.jcorn.servlet.deploy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes compiled in a test, in memory, against the test's class path. */
final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|@?interface|record) (\\w+)");

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    private Compiled() {}

    static Compiled of(String... sources) {
        Compiled compiled = new Compiled();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) files.add(source(source));
        List<String> options = List.of("-proc:none", "--release", "17");
        try (JavaFileManager manager = compiled.collector(compiler.getStandardFileManager(null, null, null))) {
            if (!compiler.getTask(null, manager, null, options, null, files).call())
                throw new AssertionError("the test's source doesn't compile");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return compiled;
    }

    byte[] bytes(String name) {
        return classes.get(name).toByteArray();
    }

    private static JavaFileObject source(String source) {
        Matcher type = TYPE.matcher(source);
        Matcher inPackage = PACKAGE.matcher(source);
        if (!type.find()) throw new AssertionError("no type in " + source);
        String folder = inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "";
        URI uri = URI.create("string:///" + folder + type.group(1) + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private JavaFileManager collector(JavaFileManager standard) {
        return new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
                return new SimpleJavaFileObject(uri, kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                    }
                };
            }
        };
    }
}
