package io.jcorn.servlet.descriptor;

import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads servlets, filters and their mappings out of a descriptor. */
final class ServletReader {
    private ServletReader() {}

    static ServletElement servlet(Element element) throws DescriptorException {
        Element runAs = element.only("run-as");
        return new ServletElement(
                element.required("servlet-name"),
                element.optional("servlet-class"),
                element.optional("jsp-file"),
                element.pairs("init-param", "param-name", "param-value"),
                element.integer("load-on-startup"),
                element.bool("async-supported"),
                element.bool("enabled"),
                multipart(element.only("multipart-config")),
                runAs == null ? null : runAs.required("role-name"),
                roleRefs(element));
    }

    /** A reference without a link means the role of its own name (Servlet 6.1 §13.3). */
    private static Map<String, String> roleRefs(Element servlet) throws DescriptorException {
        Map<String, String> refs = new LinkedHashMap<>();
        for (Element ref : servlet.all("security-role-ref")) {
            String name = ref.required("role-name");
            String link = ref.optional("role-link");
            refs.putIfAbsent(name, link == null ? name : link);
        }
        return refs;
    }

    private static MultipartDef multipart(Element element) throws DescriptorException {
        if (element == null) return null;
        String location = element.optional("location");
        Long maxFileSize = element.number("max-file-size", -1, Long.MAX_VALUE);
        Long maxRequestSize = element.number("max-request-size", -1, Long.MAX_VALUE);
        Long threshold = element.number("file-size-threshold", 0, Integer.MAX_VALUE);
        return new MultipartDef(
                location == null ? "" : location,
                maxFileSize == null ? -1 : maxFileSize,
                maxRequestSize == null ? -1 : maxRequestSize,
                threshold == null ? 0 : threshold.intValue());
    }

    /** The url-patterns of a servlet-mapping, which must have one. An empty element is the pattern "", the context root. */
    static List<String> patterns(Element mapping) throws DescriptorException {
        List<String> patterns = new ArrayList<>();
        for (Element pattern : mapping.all("url-pattern")) patterns.add(pattern.text());
        if (patterns.isEmpty())
            throw new DescriptorException(mapping.place(), "<" + mapping.name() + "> needs a <url-pattern>");
        return patterns;
    }

    static FilterElement filter(Element element) throws DescriptorException {
        return new FilterElement(
                element.required("filter-name"),
                element.optional("filter-class"),
                element.pairs("init-param", "param-name", "param-value"),
                element.bool("async-supported"));
    }

    static FilterMapping filterMapping(Element element) throws DescriptorException {
        Set<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
        for (Element dispatcher : element.all("dispatcher")) dispatchers.add(dispatcher.constant(DispatcherType.class));
        List<String> servletNames = element.values("servlet-name");
        if (servletNames.isEmpty() && !element.has("url-pattern")) {
            throw new DescriptorException(
                    element.place(), "<filter-mapping> needs a <url-pattern> or a <servlet-name>");
        }
        return new FilterMapping(
                element.required("filter-name"),
                element.has("url-pattern") ? patterns(element) : List.of(),
                servletNames,
                dispatchers);
    }
}
