package io.jcorn.config;

import io.jcorn.sock.BindAddress;
import io.jcorn.sock.TrustedPeers;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings' values, parsed and checked. Immutable: a reload makes a new one. Paths are absolute.
 *
 * <p>{@link #toMap} and {@link #of(Map)} carry it from the arbiter to a worker.
 */
public final class Config {
    /** Every setting of the table, with values of its type: one, or a list if it is optional or repeatable. */
    private final Map<Setting<?>, List<?>> values;

    private final Map<Setting<?>, String> origins;
    /** Those of the setting, or what these stand for. */
    private final List<AppLocation> apps;

    private Config(Map<Setting<?>, List<?>> values, Map<Setting<?>, String> origins, List<AppLocation> apps) {
        this.values = values;
        this.origins = origins;
        this.apps = apps;
    }

    /**
     * Parses what the layers say over the defaults, the last one first heard.
     *
     * @param directory absolute; what relative paths are relative to
     */
    public static Config of(List<Layer> layers, Path directory) throws ConfigException {
        Map<Setting<?>, Layer.Given> given =
                new LinkedHashMap<>(Layer.defaults().given());
        for (Layer layer : layers) {
            given.putAll(layer.given());
        }
        Map<Setting<?>, List<?>> values = new LinkedHashMap<>();
        Map<Setting<?>, String> origins = new LinkedHashMap<>();
        for (Map.Entry<Setting<?>, Layer.Given> entry : given.entrySet()) {
            values.put(entry.getKey(), parse(entry.getKey(), entry.getValue(), directory));
            origins.put(entry.getKey(), entry.getValue().origin());
        }
        Config config = new Config(values, origins, List.of());
        config.checkDataSources();
        return config.withApps(config.list(ApplicationSettings.APP));
    }

    /**
     * The settings given by name over the defaults; a repeatable one's values stand as {@link TextList} has them.
     *
     * @throws ConfigException if a name is unknown or a value is invalid
     */
    public static Config of(Map<String, String> texts) throws ConfigException {
        Map<Setting<?>, Layer.Given> given = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            String key = entry.getKey();
            Setting<?> setting = Settings.find(key)
                    .orElseThrow(() -> new ConfigException("unknown setting " + key + Settings.suggestion(key)));
            String text = entry.getValue();
            given.put(setting, new Layer.Given(setting.isRepeatable() ? TextList.split(text) : List.of(text), key));
        }
        return of(List.of(new Layer(given)), Path.of("").toAbsolutePath());
    }

    /** Every setting that has a value, by name, as text; the applications are those of {@link #apps}. */
    public Map<String, String> toMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : values.keySet()) {
            List<String> formatted = setting == ApplicationSettings.APP
                    ? apps.stream().map(AppLocation::toString).toList()
                    : texts(setting);
            if (setting.isRepeatable()) {
                texts.put(setting.name(), TextList.join(formatted));
            } else if (!formatted.isEmpty()) {
                texts.put(setting.name(), formatted.get(0));
            }
        }
        return texts;
    }

    /** A setting's values as text: one; none if it is optional; any number if it is repeatable. */
    public List<String> texts(Setting<?> setting) {
        return texts(setting, true);
    }

    /** The same with or without those that nobody should see. */
    <T> List<String> texts(Setting<T> setting, boolean secretsToo) {
        List<String> texts = new ArrayList<>();
        for (T value : list(setting)) {
            if (secretsToo || !setting.isSecret() && !setting.type().isSecret(value)) {
                texts.add(setting.type().format(value));
            }
        }
        return texts;
    }

    /**
     * The same with these applications, which those of the setting stand for.
     *
     * @throws ConfigException if two have the same context path
     */
    public Config withApps(List<AppLocation> meant) throws ConfigException {
        Config config = new Config(values, origins, List.copyOf(meant));
        config.checkContextPaths();
        return config;
    }

    /** Where a setting's value comes from: {@code default}, {@code jcorn.toml:3:1: workers} and the like. */
    public String origin(Setting<?> setting) {
        return origins.get(setting);
    }

    /** In the order given; no two have the same context path. */
    public List<AppLocation> apps() {
        return apps;
    }

    /** The file that was read, or none. */
    public Optional<Path> configFile() {
        return optional(ApplicationSettings.CONFIG);
    }

    /** Environment variables for the workers, besides the arbiter's own. */
    public Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : list(ApplicationSettings.ENV)) {
            env.put(variable.getKey(), variable.getValue());
        }
        return env;
    }

    /** Options for the workers' JVMs, to stand behind jcorn's own. */
    public List<String> jvmOpts() {
        return list(ApplicationSettings.JVM_OPT);
    }

    public Optional<Path> pidfile() {
        return optional(ApplicationSettings.PID);
    }

    /** Need not exist; to be made with mode 0700. */
    public Path workDir() {
        return one(ApplicationSettings.WORK_DIR);
    }

    /** File mode mask of UNIX domain sockets, 0 to 0777. */
    public int umask() {
        return one(ApplicationSettings.UMASK);
    }

    /** Who owns UNIX domain sockets; empty for the process's user. */
    public Optional<UserPrincipal> user() {
        return optional(ApplicationSettings.USER);
    }

    /** The group that owns UNIX domain sockets; empty for the process's group. */
    public Optional<GroupPrincipal> group() {
        return optional(ApplicationSettings.GROUP);
    }

    public List<BindAddress> bind() {
        return list(SocketSettings.BIND);
    }

    public int backlog() {
        return one(SocketSettings.BACKLOG);
    }

    public int workers() {
        return one(WorkerSettings.WORKERS_COUNT);
    }

    public WorkerClass workerClass() {
        return one(WorkerSettings.WORKER_CLASS);
    }

    /** 0 leaves it to the worker. */
    public int threads() {
        return one(WorkerSettings.THREADS);
    }

    public int waitingThreads() {
        return one(WorkerSettings.WAITING_THREADS);
    }

    /** How long requests may wait for a thread before new ones are refused; zero means for ever. */
    public Duration queueTimeout() {
        return one(WorkerSettings.QUEUE_TIMEOUT);
    }

    public int workerConnections() {
        return one(WorkerSettings.WORKER_CONNECTIONS);
    }

    /** Of one worker; 0 means any. */
    public int connectionsPerAddress() {
        return one(WorkerSettings.CONNECTIONS_PER_ADDRESS);
    }

    /** How long a worker may be silent; zero means for ever. */
    public Duration timeout() {
        return one(WorkerSettings.TIMEOUT);
    }

    /** From a worker's start until it is ready; zero means for ever. */
    public Duration bootTimeout() {
        return one(WorkerSettings.BOOT_TIMEOUT);
    }

    /** From the signal to stop until the kill. */
    public Duration gracefulTimeout() {
        return one(WorkerSettings.GRACEFUL_TIMEOUT);
    }

    /** 0 means no limit. */
    public long maxRequests() {
        return one(WorkerSettings.MAX_REQUESTS);
    }

    public long maxRequestsJitter() {
        return one(WorkerSettings.MAX_REQUESTS_JITTER);
    }

    /** How long a connection may be idle between requests; zero means to close it after a response. */
    public Duration keepAlive() {
        return one(HttpSettings.KEEP_ALIVE);
    }

    /** For a whole head, from its first byte; zero means for ever. */
    public Duration headTimeout() {
        return one(HttpSettings.HEAD_TIMEOUT);
    }

    /** Between two bytes of a body; zero means for ever. */
    public Duration bodyTimeout() {
        return one(HttpSettings.BODY_TIMEOUT);
    }

    /** Without any progress of a response; zero means for ever. */
    public Duration writeTimeout() {
        return one(HttpSettings.WRITE_TIMEOUT);
    }

    /** In bytes a second; 0 means any. */
    public int minBodyRate() {
        return one(HttpSettings.MIN_BODY_RATE);
    }

    /** In bytes a second; 0 means any. */
    public int minWriteRate() {
        return one(HttpSettings.MIN_WRITE_RATE);
    }

    /** In bytes, without CRLF. */
    public int limitRequestLine() {
        return one(HttpSettings.LIMIT_REQUEST_LINE);
    }

    public int limitRequestFields() {
        return one(HttpSettings.LIMIT_REQUEST_FIELDS);
    }

    /** In bytes; 0 means no limit but those of its parts. */
    public int limitRequestHead() {
        return one(HttpSettings.LIMIT_REQUEST_HEAD).intValue();
    }

    /** In bytes, of one field line without CRLF. */
    public int limitRequestFieldSize() {
        return one(HttpSettings.LIMIT_REQUEST_FIELD_SIZE);
    }

    /** In bytes; 0 means no limit. */
    public long limitRequestBody() {
        return one(HttpSettings.LIMIT_REQUEST_BODY);
    }

    /** How many requests a connection may have; 0 for any number. */
    public long keepAliveRequests() {
        return one(HttpSettings.KEEP_ALIVE_REQUESTS);
    }

    /** In bytes: a body up to this waits in the event loop until it is whole. */
    public int bodyBuffer() {
        return one(HttpSettings.BODY_BUFFER).intValue();
    }

    /** In bytes: what may wait for the client of one response before its writer blocks. */
    public int responseBuffer() {
        return one(HttpSettings.RESPONSE_BUFFER).intValue();
    }

    public boolean permitMissingHost() {
        return one(HttpSettings.PERMIT_MISSING_HOST);
    }

    /** Whether responses are compressed, for clients that like it. */
    public boolean compress() {
        return one(ContentSettings.COMPRESS);
    }

    /** Media types with commas between; one may end with an asterisk. */
    public String compressTypes() {
        return one(ContentSettings.COMPRESS_TYPES);
    }

    /** In bytes: a smaller response isn't compressed. */
    public int compressMinSize() {
        return one(ContentSettings.COMPRESS_MIN_SIZE).intValue();
    }

    /** Of the server's certificates; none without TLS. */
    public List<Path> certfile() {
        return list(TlsSettings.CERTFILE);
    }

    /** Of the certificates' keys, in the same order; none where they are in the certificates' files. */
    public List<Path> keyfile() {
        return list(TlsSettings.KEYFILE);
    }

    public Optional<String> keyfilePassword() {
        return optional(TlsSettings.KEYFILE_PASSWORD);
    }

    /** The file of the certificate that we make ourselves, with its key; none if we aren't to. It need not exist. */
    public Optional<Path> selfSigned() {
        return one(TlsSettings.SELF_SIGNED) ? Optional.of(workDir().resolve("self-signed.pem")) : Optional.empty();
    }

    /** Whether the TCP addresses speak TLS. */
    public boolean isTls() {
        return !certfile().isEmpty() || selfSigned().isPresent();
    }

    /** From the connection until the handshake's end; zero means for ever. */
    public Duration handshakeTimeout() {
        return one(TlsSettings.HANDSHAKE_TIMEOUT);
    }

    /** Of those who issue clients' certificates. */
    public Optional<Path> caCerts() {
        return optional(TlsSettings.CA_CERTS);
    }

    /** 0 if clients are not asked for a certificate, 1 if they may show one, 2 if they must. */
    public int certReqs() {
        return one(TlsSettings.CERT_REQS);
    }

    /** Names with colons between. */
    public Optional<String> ciphers() {
        return optional(TlsSettings.CIPHERS);
    }

    /** Names with commas between. */
    public String tlsVersions() {
        return one(TlsSettings.TLS_VERSIONS);
    }

    /** Whose Forwarded and X-Forwarded fields count. */
    public TrustedPeers forwardedAllowIps() {
        return one(ProxySettings.FORWARDED_ALLOW_IPS);
    }

    public ProxyProtocol proxyProtocol() {
        return one(ProxySettings.PROXY_PROTOCOL);
    }

    /** Who must speak the PROXY protocol, unless that is off. */
    public TrustedPeers proxyAllowFrom() {
        return one(ProxySettings.PROXY_ALLOW_FROM);
    }

    public SessionStoreLocation sessionStore() {
        return one(SessionSettings.SESSION_STORE);
    }

    /** Of the session store; none where it is left to us. */
    public Optional<Path> sessionDir() {
        return optional(SessionSettings.SESSION_DIR);
    }

    /** Whether workers hand each other the requests of sessions with attributes that can't be stored. */
    public boolean pinsSessions() {
        return one(SessionSettings.SESSION_PIN) == SessionPin.ON
                && sessionStore().kind() != SessionStoreKind.MEMORY;
    }

    /** How long a worker that is replaced stays for the sessions that are pinned to it. */
    public Duration sessionPinTimeout() {
        return one(SessionSettings.SESSION_PIN_TIMEOUT);
    }

    /** What the session store is encrypted with; none if it isn't. */
    public Optional<Path> sessionKeyFile() {
        return optional(SessionSettings.SESSION_KEY_FILE);
    }

    /** The file of users, or none. */
    public Optional<Path> users() {
        return optional(SecuritySettings.USERS);
    }

    /** One of gunicorn's: {@code debug}, {@code info}, {@code warning}, {@code error}, {@code critical}. */
    public String logLevel() {
        return one(LogSettings.LOG_LEVEL).toString();
    }

    /** An absolute path, or {@code -} for standard output. */
    public Optional<String> accessLogfile() {
        return optional(LogSettings.ACCESS_LOGFILE).filter(file -> !file.isEmpty());
    }

    public String accessLogFormat() {
        return one(LogSettings.ACCESS_LOGFORMAT);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    private <T> T one(Setting<T> setting) {
        return list(setting).get(0);
    }

    private <T> Optional<T> optional(Setting<T> setting) {
        return list(setting).stream().findFirst();
    }

    @SuppressWarnings("unchecked") // parse() alone fills the map, with values of the setting's own type
    private <T> List<T> list(Setting<T> setting) {
        return (List<T>) values.get(setting);
    }

    private static <T> List<T> parse(Setting<T> setting, Layer.Given given, Path directory) throws ConfigException {
        List<T> values = new ArrayList<>();
        for (String text : given.texts()) {
            try {
                values.add(setting.type().parse(text, directory));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(given.origin(), e.getMessage());
            }
        }
        return List.copyOf(values);
    }

    private void checkDataSources() throws ConfigException {
        try {
            DataSourceOption.check(list(ResourceSettings.DATASOURCE));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(origin(ResourceSettings.DATASOURCE), e.getMessage());
        }
    }

    private void checkContextPaths() throws ConfigException {
        Set<String> paths = new HashSet<>();
        for (AppLocation app : apps()) {
            if (!paths.add(app.contextPathOrRoot())) {
                throw new ConfigException(
                        origin(ApplicationSettings.APP),
                        "two applications have the context path "
                                + (app.contextPathOrRoot().isEmpty() ? "/" : app.contextPath())
                                + "; give each its own, as in --app /ctx="
                                + app.location().getFileName());
            }
        }
    }
}
