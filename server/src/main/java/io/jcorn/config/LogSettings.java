package io.jcorn.config;

import static io.jcorn.config.Setting.Section.LOGGING;

import java.util.List;

/** What is logged where. */
final class LogSettings {
    private LogSettings() {}

    static final Setting<LogLevel> LOG_LEVEL = Setting.of(
                    LOGGING, "log-level", new Texts.Choice<>("LEVEL", List.of(LogLevel.values())))
            .alias("loglevel")
            .defaultsTo("info")
            .doc("""
            From which level on jcorn logs: `debug`, `info`, `warning`, `error` or `critical`. The log is standard
            error.""");

    static final Setting<String> ACCESS_LOGFILE = Setting.of(LOGGING, "access-logfile", new Texts.LogFile())
            .alias("accesslog")
            .doc("""
            The file to write a line for each request to, also for one that was refused before it was understood; `-` is
            standard output. It is opened anew when it was renamed, and by USR1. Without it there is no access log.""");

    static final Setting<String> ACCESS_LOGFORMAT = Setting.of(LOGGING, "access-logformat", new Texts.LogFormat())
            .alias("access_log_format")
            .defaultsTo("%(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\"")
            .doc("""
            The access log's line: `json` for an object with the members `time`, `remote_addr`, `user`, `method`, `target`,
            `protocol`, `status`, `bytes`, `seconds`, `referer`, `user_agent` and `pid`, or text with these parts: `%(h)s` remote address, `%(l)s` a dash, `%(u)s` user, `%(t)s`
            time, `%(r)s` request line, `%(m)s` method, `%(U)s` path, `%(q)s` query, `%(H)s` protocol, `%(s)s` status,
            `%(B)s` bytes of the body, `%(b)s` the same or a dash, `%(f)s` referer, `%(a)s` user agent, `%(T)s`,
            `%(M)s`, `%(D)s` time taken in s, ms and µs, `%(L)s` in decimal seconds, `%(p)s` process id, `%({name}i)s`
            a request's and `%({name}o)s` a response's header field. What a client sent is escaped by backslashes, so that
            it can't end its quotes or the line.""");

    static final List<Setting<?>> ALL = List.of(LOG_LEVEL, ACCESS_LOGFILE, ACCESS_LOGFORMAT);
}
