package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads jsp-config, and the taglib elements that web.xml had outside of it until version 2.3. */
final class JspReader {
    private JspReader() {}

    static JspConfig read(Element root) throws DescriptorException {
        JspConfig config = new JspConfig(taglibs(root), List.of());
        Element element = root.only("jsp-config");
        return element == null ? config : config.and(new JspConfig(taglibs(element), groups(element)));
    }

    private static List<JspConfig.Taglib> taglibs(Element parent) throws DescriptorException {
        List<JspConfig.Taglib> taglibs = new ArrayList<>();
        for (Element each : parent.all("taglib"))
            taglibs.add(new JspConfig.Taglib(each.required("taglib-uri"), each.required("taglib-location")));
        return taglibs;
    }

    private static List<JspPropertyGroup> groups(Element config) throws DescriptorException {
        List<JspPropertyGroup> groups = new ArrayList<>();
        for (Element group : config.all("jsp-property-group")) {
            List<String> patterns = ServletReader.patterns(group);
            for (String pattern : patterns) UrlPatterns.check(pattern, group.place());
            Map<String, String> properties = new LinkedHashMap<>();
            for (Element property : group.children()) properties.putIfAbsent(property.name(), property.text());
            groups.add(new JspPropertyGroup(
                    patterns, group.values("include-prelude"), group.values("include-coda"), properties));
        }
        return groups;
    }
}
