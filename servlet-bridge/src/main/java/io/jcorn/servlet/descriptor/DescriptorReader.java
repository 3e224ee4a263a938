package io.jcorn.servlet.descriptor;

import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads web.xml and web-fragment.xml of every version, 2.2 to 6.1 (Servlet 6.1 §14). */
public final class DescriptorReader {
    private static final System.Logger LOG = System.getLogger("jcorn.deploy");

    /** Valid, but nothing that a Servlet container has. Left out without a word. */
    private static final Set<String> NOT_READ = Set.of(
            "description",
            "icon",
            "ejb-ref",
            "ejb-local-ref",
            "service-ref",
            "message-destination-ref",
            "message-destination",
            "persistence-context-ref",
            "persistence-unit-ref",
            "administered-object",
            "connection-factory",
            "jms-connection-factory",
            "jms-destination",
            "mail-session",
            "context-service",
            "managed-executor",
            "managed-scheduled-executor",
            "managed-thread-factory",
            "module-name");

    private final Element root;
    private final DescriptorBuilder builder;

    private DescriptorReader(Element root) {
        this.root = root;
        this.builder = new DescriptorBuilder(root.place());
    }

    /** Reads a web.xml; {@code file} names it in messages. */
    public static Descriptor readWebXml(InputStream in, String file) throws DescriptorException {
        return read(in, file, "web-app");
    }

    /** Reads a web-fragment.xml; {@code file} names it in messages. */
    public static Descriptor readFragment(InputStream in, String file) throws DescriptorException {
        return read(in, file, "web-fragment");
    }

    private static Descriptor read(InputStream in, String file, String expected) throws DescriptorException {
        XmlReader xml = new XmlReader(in, file);
        Element root = xml.read();
        if (!root.name().equals(expected)) {
            throw new DescriptorException(
                    root.place(), "the root element is <" + root.name() + ">, it should be <" + expected + ">");
        }
        DescriptorReader reader = new DescriptorReader(root);
        reader.document(xml.publicId());
        for (Element element : root.children()) reader.element(element);
        return reader.builder.build();
    }

    /** What a document may say once. */
    private void document(String publicId) throws DescriptorException {
        builder.version = version(publicId);
        builder.metadataComplete = "true".equals(root.attribute("metadata-complete"));
        builder.name = root.optional("name");
        builder.distributable = root.has("distributable");
        builder.displayName =
                root.has("display-name") ? root.all("display-name").get(0).text() : null;
        builder.defaultContextPath = defaultContextPath(root.only("default-context-path"));
        builder.absoluteOrdering = absoluteOrdering(root.only("absolute-ordering"));
        builder.ordering = ordering(root.only("ordering"));
        builder.requestEncoding = encoding(root.only("request-character-encoding"));
        builder.responseEncoding = encoding(root.only("response-character-encoding"));
        builder.denyUncovered = root.has("deny-uncovered-http-methods");
        builder.jsp = JspReader.read(root);
        builder.environment = EnvironmentReader.read(root);
        Element login = root.only("login-config");
        if (login != null) builder.login = new Declared<>(SecurityReader.login(login), login.place());
        Element session = root.only("session-config");
        if (session != null) builder.session = new Declared<>(SessionReader.read(session), session.place());
    }

    /** Version 2.4 and later have an attribute, 2.2 and 2.3 a DOCTYPE "…//DTD Web Application 2.3//EN". */
    private String version(String publicId) {
        String version = root.attribute("version");
        if (version != null) return version;
        if (publicId.contains("Web Application 2.2")) return "2.2";
        return publicId.contains("Web Application 2.3") ? "2.3" : null;
    }

    private static Declared<String> encoding(Element element) throws DescriptorException {
        return element == null ? null : new Declared<>(element.value(), element.place());
    }

    /** "/" is the root, whose path is "" everywhere else. */
    private static String defaultContextPath(Element element) throws DescriptorException {
        if (element == null) return null;
        String path = element.value();
        if (path.equals("/")) return "";
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new DescriptorException(
                    element.place(),
                    "<default-context-path> is '" + path + "', it should start with / and not end with it");
        }
        return path;
    }

    private List<String> absoluteOrdering(Element element) throws DescriptorException {
        if (element == null) return null;
        if (!root.name().equals("web-app")) {
            throw new DescriptorException(
                    element.place(), "<absolute-ordering> belongs into web.xml; a fragment may have <ordering>");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Element child : element.children()) {
            if (child.name().equals("others")) names.add(Descriptor.OTHERS);
            else if (child.name().equals("name")) names.add(child.value());
        }
        return new ArrayList<>(names);
    }

    private static Ordering ordering(Element element) throws DescriptorException {
        if (element == null) return null;
        Element before = element.only("before");
        Element after = element.only("after");
        return new Ordering(names(before), others(before), names(after), others(after));
    }

    private static Set<String> names(Element side) throws DescriptorException {
        return side == null ? Set.of() : new LinkedHashSet<>(side.values("name"));
    }

    private static boolean others(Element side) {
        return side != null && side.has("others");
    }

    /** What a document may say any number of times, and in any order. */
    private void element(Element element) throws DescriptorException {
        Place at = element.place();
        switch (element.name()) {
            case "context-param" -> pair(builder.contextParams, element, "param-name", "param-value");
            case "servlet" -> builder.servlet(ServletReader.servlet(element), at);
            case "servlet-mapping" ->
                builder.servletMapping(element.required("servlet-name"), ServletReader.patterns(element), at);
            case "filter" -> builder.filter(ServletReader.filter(element), at);
            case "filter-mapping" -> builder.filterMapping(ServletReader.filterMapping(element), at);
            case "listener" -> builder.listener(element.required("listener-class"));
            case "welcome-file-list" -> builder.welcomeFiles.addAll(element.values("welcome-file"));
            case "error-page" -> errorPage(element);
            case "mime-mapping" -> pair(builder.mimeTypes, element, "extension", "mime-type");
            case "security-constraint" -> builder.constraints.addAll(SecurityReader.constraint(element));
            case "security-role" -> builder.roles.add(element.required("role-name"));
            case "locale-encoding-mapping-list" -> {
                for (Element mapping : element.all("locale-encoding-mapping"))
                    pair(builder.localeEncodings, mapping, "locale", "encoding");
            }
            case "name",
                    "distributable",
                    "display-name",
                    "default-context-path",
                    "absolute-ordering",
                    "ordering",
                    "jsp-config",
                    "taglib",
                    "session-config",
                    "login-config",
                    "deny-uncovered-http-methods",
                    "request-character-encoding",
                    "response-character-encoding",
                    "env-entry",
                    "resource-ref",
                    "resource-env-ref",
                    "data-source",
                    "post-construct",
                    "pre-destroy" -> {} // read by document()
            default -> {
                if (!NOT_READ.contains(element.name()))
                    LOG.log(Level.WARNING, "{0}: unknown element <{1}> ignored", at, element.name());
            }
        }
    }

    private void errorPage(Element element) throws DescriptorException {
        Long status = element.number("error-code", 100, 999);
        ErrorPage page = new ErrorPage(
                status == null ? null : status.intValue(),
                element.optional("exception-type"),
                element.required("location"));
        if (!page.location().startsWith("/")) {
            throw new DescriptorException(
                    element.place(),
                    "the <location> of <error-page> is '" + page.location() + "', it should start with /");
        }
        builder.errorPages.putIfAbsent(page.key(), new Declared<>(page, element.place()));
    }

    private static void pair(Map<String, Declared<String>> into, Element element, String key, String value)
            throws DescriptorException {
        Element text = element.only(value);
        into.putIfAbsent(element.required(key), new Declared<>(text == null ? "" : text.text(), element.place()));
    }
}
