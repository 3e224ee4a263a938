package io.jcorn.servlet.deploy;

import io.jcorn.servlet.descriptor.DataSourceDef;
import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.Descriptor;
import io.jcorn.servlet.descriptor.DescriptorBuilder;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.FilterElement;
import io.jcorn.servlet.descriptor.FilterMapping;
import io.jcorn.servlet.descriptor.MultipartDef;
import io.jcorn.servlet.descriptor.Place;
import io.jcorn.servlet.descriptor.ServletElement;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

/**
 * Reads @WebServlet, @WebFilter, @WebListener and @MultipartConfig (Servlet 6.1 §8.1) and the data sources of one archive into the form of a
 * descriptor, without loading a class. Their order is unspecified; the order of class names makes it the same in every worker.
 */
final class AnnotationReader {
    static final DotName WEB_SERVLET = DotName.createSimple("jakarta.servlet.annotation.WebServlet");
    static final DotName WEB_FILTER = DotName.createSimple("jakarta.servlet.annotation.WebFilter");
    static final DotName WEB_LISTENER = DotName.createSimple("jakarta.servlet.annotation.WebListener");
    static final DotName MULTIPART_CONFIG = DotName.createSimple("jakarta.servlet.annotation.MultipartConfig");
    static final DotName DATA_SOURCE = DotName.createSimple("jakarta.annotation.sql.DataSourceDefinition");
    static final DotName DATA_SOURCES = DotName.createSimple("jakarta.annotation.sql.DataSourceDefinitions");
    private static final DotName RUN_AS = DotName.createSimple("jakarta.annotation.security.RunAs");

    private final Index index;
    private final DescriptorBuilder builder;
    private final Set<String> servletNames = new HashSet<>();

    private AnnotationReader(Index index, DescriptorBuilder builder) {
        this.index = index;
        this.builder = builder;
    }

    /**
     * Reads them all.
     *
     * @param declared servlets of descriptors, whose classes may be in this archive and have a @MultipartConfig
     * @throws DescriptorException for two servlets or filters of one name and for wrong URL patterns
     */
    static Descriptor read(Index index, Archive archive, Collection<ServletElement> declared)
            throws DescriptorException {
        AnnotationReader reader = new AnnotationReader(index, DescriptorBuilder.forAnnotations(archive.label()));
        for (ClassInfo type : reader.classes(WEB_SERVLET)) reader.servlet(type);
        for (ClassInfo type : reader.classes(WEB_FILTER)) reader.filter(type);
        for (ClassInfo type : reader.classes(WEB_LISTENER))
            reader.builder.listener(type.name().toString());
        for (ServletElement servlet : declared) reader.complete(servlet);
        reader.dataSources();
        return reader.builder.build();
    }

    private List<ClassInfo> classes(DotName annotation) {
        return index.getAnnotations(annotation).stream()
                .filter(each -> each.target().kind() == AnnotationTarget.Kind.CLASS)
                .map(each -> each.target().asClass())
                .sorted(Comparator.comparing(ClassInfo::name))
                .toList();
    }

    private void servlet(ClassInfo type) throws DescriptorException {
        AnnotationInstance annotation = type.declaredAnnotation(WEB_SERVLET);
        Place at = new Place("@WebServlet on " + type.name(), 0);
        String name = string(annotation, "name", type.name().toString());
        AnnotationValue loadOnStartup = annotation.value("loadOnStartup");
        builder.servlet(
                new ServletElement(
                        name,
                        type.name().toString(),
                        null,
                        initParams(annotation),
                        loadOnStartup == null ? null : (Integer) loadOnStartup.asInt(),
                        bool(annotation, "asyncSupported"),
                        null,
                        multipart(type),
                        runAs(type),
                        Map.of()),
                at);
        builder.servletMapping(name, patterns(annotation, at), at);
        servletNames.add(name);
    }

    private void filter(ClassInfo type) throws DescriptorException {
        AnnotationInstance annotation = type.declaredAnnotation(WEB_FILTER);
        Place at = new Place("@WebFilter on " + type.name(), 0);
        String name = string(annotation, "filterName", type.name().toString());
        builder.filter(
                new FilterElement(
                        name, type.name().toString(), initParams(annotation), bool(annotation, "asyncSupported")),
                at);
        Set<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
        for (String each : strings(annotation, "dispatcherTypes")) dispatchers.add(DispatcherType.valueOf(each));
        FilterMapping mapping =
                new FilterMapping(name, patterns(annotation, at), strings(annotation, "servletNames"), dispatchers);
        if (!mapping.urlPatterns().isEmpty() || !mapping.servletNames().isEmpty()) builder.filterMapping(mapping, at);
    }

    /** A servlet of a descriptor: its class may say what the descriptor doesn't. */
    private void complete(ServletElement declared) throws DescriptorException {
        ClassInfo type = declared.className() == null ? null : index.getClassByName(declared.className());
        if (type == null || type.declaredAnnotation(MULTIPART_CONFIG) == null || !servletNames.add(declared.name()))
            return;
        builder.servlet(
                new ServletElement(
                        declared.name(),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        multipart(type),
                        runAs(type),
                        Map.of()),
                new Place("@MultipartConfig on " + type.name(), 0));
    }

    private void dataSources() {
        Map<String, Declared<DataSourceDef>> found = new LinkedHashMap<>();
        for (ClassInfo type : classes(DATA_SOURCES))
            for (AnnotationInstance each :
                    type.declaredAnnotation(DATA_SOURCES).value().asNestedArray()) dataSource(each, type, found);
        for (ClassInfo type : classes(DATA_SOURCE)) dataSource(type.declaredAnnotation(DATA_SOURCE), type, found);
        builder.dataSources(found);
    }

    private static void dataSource(
            AnnotationInstance annotation, ClassInfo type, Map<String, Declared<DataSourceDef>> found) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String each : strings(annotation, "properties")) {
            int equals = each.indexOf('=');
            if (equals > 0)
                properties.put(
                        each.substring(0, equals).strip(),
                        each.substring(equals + 1).strip());
        }
        for (String name : List.of("url", "user", "password", "serverName", "databaseName")) {
            String value = string(annotation, name, null);
            if (value != null) properties.put(name, value);
        }
        for (String name : List.of("portNumber", "loginTimeout", "maxStatements")) {
            Integer value = number(annotation, name);
            if (value != null) properties.put(name, value.toString());
        }
        Integer isolation = number(annotation, "isolationLevel");
        String name = annotation.value("name").asString();
        found.putIfAbsent(
                name,
                new Declared<>(
                        new DataSourceDef(
                                name,
                                annotation.value("className").asString(),
                                properties,
                                number(annotation, "minPoolSize"),
                                number(annotation, "maxPoolSize"),
                                number(annotation, "maxIdleTime"),
                                isolation == null ? null : isolation.toString()),
                        new Place("@DataSourceDefinition on " + type.name(), 0)));
    }

    /** Null if the annotation doesn't say it: as -1. */
    private static Integer number(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        return value == null || value.asInt() < 0 ? null : (Integer) value.asInt();
    }

    private static MultipartDef multipart(ClassInfo type) {
        AnnotationInstance annotation = type.declaredAnnotation(MULTIPART_CONFIG);
        if (annotation == null) return null;
        AnnotationValue maxFileSize = annotation.value("maxFileSize");
        AnnotationValue maxRequestSize = annotation.value("maxRequestSize");
        AnnotationValue threshold = annotation.value("fileSizeThreshold");
        return new MultipartDef(
                string(annotation, "location", ""),
                maxFileSize == null ? -1 : maxFileSize.asLong(),
                maxRequestSize == null ? -1 : maxRequestSize.asLong(),
                threshold == null ? 0 : threshold.asInt());
    }

    private static String runAs(ClassInfo type) {
        AnnotationInstance annotation = type.declaredAnnotation(RUN_AS);
        return annotation == null ? null : annotation.value().asString();
    }

    private static List<String> patterns(AnnotationInstance annotation, Place at) throws DescriptorException {
        List<String> value = strings(annotation, "value");
        List<String> urlPatterns = strings(annotation, "urlPatterns");
        if (!value.isEmpty() && !urlPatterns.isEmpty())
            throw new DescriptorException(at, "both value and urlPatterns are given; give one of them");
        return value.isEmpty() ? urlPatterns : value;
    }

    private static Map<String, String> initParams(AnnotationInstance annotation) {
        Map<String, String> params = new LinkedHashMap<>();
        AnnotationValue value = annotation.value("initParams");
        if (value == null) return params;
        for (AnnotationInstance param : value.asNestedArray())
            params.putIfAbsent(
                    param.value("name").asString(), param.value("value").asString());
        return params;
    }

    private static String string(AnnotationInstance annotation, String name, String otherwise) {
        AnnotationValue value = annotation.value(name);
        return value == null || value.asString().isEmpty() ? otherwise : value.asString();
    }

    private static Boolean bool(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        return value == null ? null : (Boolean) value.asBoolean();
    }

    /** Of an array of strings or of enum constants. */
    private static List<String> strings(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        if (value == null) return List.of();
        return Arrays.asList(
                value.componentKind() == AnnotationValue.Kind.ENUM ? value.asEnumArray() : value.asStringArray());
    }
}
