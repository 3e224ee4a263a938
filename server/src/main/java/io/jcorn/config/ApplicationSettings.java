package io.jcorn.config;

import static io.jcorn.config.Setting.Section.APPLICATION;

import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;

/** What to serve, and the processes that serve it. */
final class ApplicationSettings {
    private ApplicationSettings() {}

    static final Setting<AppLocation> APP =
            Setting.of(APPLICATION, "app", new Texts.App()).repeatable().doc("""
            A web application and the context path that it is served under: `/shop=shop.war`. The application is a WAR,
            a folder laid out as one, or a `.loose` file that names a project's folders. Without a context path, or
            given without `--app`, it is served under the `<default-context-path>` of its `web.xml`, else under `/`. A
            folder without `WEB-INF` that has WARs in it, or folders with `WEB-INF`, means all of these, each under its
            name: `shop.war` under `/shop`, `a#b.war` under `/a/b`, `ROOT.war` under `/`; `##VERSION` in a name is of no
            consequence. In a file, the table `[apps]` has a line for each: `"/shop" = "shop.war"`.""");

    static final Setting<Path> CONFIG = Setting.of(APPLICATION, "config", new Texts.FilePath("FILE"))
            .flag("-c")
            .commandLineOnly()
            .doc("""
            The configuration file, in TOML. Without it `jcorn.toml` in the current directory is read if it is there.
            HUP reads it again.""");

    static final Setting<Map.Entry<String, String>> ENV = Setting.of(APPLICATION, "env", new Texts.Variable())
            .flag("-e")
            .alias("raw_env")
            .repeatable()
            .doc("""
            An environment variable for the workers. They have it besides those of the arbiter. In a file, the table
            `[env]` has a line for each: `NAME = "VALUE"`.""");

    static final Setting<String> JVM_OPT = Setting.of(APPLICATION, "jvm-opt", new Texts.JvmOption())
            .alias("jvm_opts")
            .repeatable()
            .doc("""
            An option for the workers' JVMs, such as `--jvm-opt -Xmx512m`. One option each time; it stands behind those
            that jcorn itself gives, so it wins over them.""");

    static final Setting<Boolean> JSP_PRECOMPILE = Setting.of(APPLICATION, "jsp-precompile", new Texts.Flag())
            .defaultsTo("false")
            .doc("""
            Compile all JSP pages before a worker is ready, and not each when it is first asked for. A page that doesn't
            compile fails the start, so a reload leaves the running workers as they are.""");

    static final Setting<Path> PID = Setting.of(APPLICATION, "pid", new Texts.FilePath("FILE"))
            .flag("-p")
            .alias("pidfile")
            .doc("""
            The file to write the arbiter's process id to. It is removed at the end. None by default.""");

    static final Setting<Path> WORK_DIR = Setting.of(APPLICATION, "work-dir", new Texts.FilePath("DIR"))
            .defaultsTo(defaultWorkFolder())
            .doc("""
            The folder for unpacked applications and what is prepared from them. Its contents are named after the
            applications' contents, so they are kept from start to start; nobody but the user may write there. By
            default `jcorn-USER` in the system's folder for temporary files.""");

    static final Setting<Integer> UMASK = Setting.of(APPLICATION, "umask", new Numbers.Octal())
            .flag("-m")
            .defaultsTo("0o0")
            .doc("""
            The file mode mask of a UNIX domain socket that jcorn makes. The default lets every user connect. Like
            `user` and `group` it is of no consequence to sockets that HUP finds open.""");

    static final Setting<UserPrincipal> USER =
            Setting.of(APPLICATION, "user", new Owners.User()).flag("-u").doc("""
            The user that owns the UNIX domain sockets that jcorn makes. Only root can give one to somebody else. Workers
            run as the user who starts jcorn, whatever this is: leave root to `User=` of systemd, or `setpriv`.""");

    static final Setting<GroupPrincipal> GROUP =
            Setting.of(APPLICATION, "group", new Owners.Group()).flag("-g").doc("""
            The group that owns the UNIX domain sockets that jcorn makes: with `--umask 007` and the group of the proxy's
            user nobody else can connect. The user who starts jcorn must be of that group, or root.""");

    static final List<Setting<?>> ALL =
            List.of(APP, CONFIG, ENV, JVM_OPT, JSP_PRECOMPILE, PID, WORK_DIR, UMASK, USER, GROUP);

    private static String defaultWorkFolder() {
        return System.getProperty("java.io.tmpdir") + "/jcorn-" + System.getProperty("user.name");
    }
}
