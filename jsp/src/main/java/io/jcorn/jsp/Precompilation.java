package io.jcorn.jsp;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.descriptor.JspConfigDescriptor;
import jakarta.servlet.descriptor.JspPropertyGroupDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.jasper.EmbeddedServletOptions;
import org.apache.jasper.Options;
import org.apache.jasper.compiler.JspRuntimeContext;
import org.apache.jasper.servlet.JspServletWrapper;

/**
 * Compiles all of an application's pages: the files of which a page's extension is the end, those in WEB-INF too, which servlets
 * forward to. Jasper's servlet finds the classes where it would have put them itself. One thread, that of the application's start.
 */
final class Precompilation {
    private final ServletConfig config;
    private final ServletContext context;

    Precompilation(ServletConfig config) {
        this.config = config;
        this.context = config.getServletContext();
    }

    /** @throws ServletException naming each page that doesn't compile, and why */
    void run() throws ServletException {
        Options options = new EmbeddedServletOptions(config, context);
        JspRuntimeContext runtime = new JspRuntimeContext(context, options);
        List<String> failures = new ArrayList<>();
        try {
            for (String page : pages()) {
                try {
                    new JspServletWrapper(config, options, page, runtime)
                            .getJspEngineContext()
                            .compile();
                } catch (ServletException | IOException e) {
                    failures.add(page + " doesn't compile: " + e.getMessage());
                }
            }
        } finally {
            runtime.destroy();
        }
        if (!failures.isEmpty()) throw new ServletException(String.join("\n", failures));
    }

    private SortedSet<String> pages() {
        SortedSet<String> pages = new TreeSet<>();
        collect("/", extensions(), pages);
        return pages;
    }

    private void collect(String folder, Set<String> extensions, Set<String> pages) {
        Set<String> children = context.getResourcePaths(folder);
        if (children == null) return;
        for (String child : children) {
            if (child.endsWith("/")) {
                collect(child, extensions, pages);
            } else if (extensions.stream().anyMatch(child::endsWith)) {
                pages.add(child);
            }
        }
    }

    private Set<String> extensions() {
        Set<String> extensions = new LinkedHashSet<>(List.of(".jsp", ".jspx"));
        JspConfigDescriptor declared = context.getJspConfigDescriptor();
        if (declared == null) return extensions;
        for (JspPropertyGroupDescriptor group : declared.getJspPropertyGroups()) {
            for (String pattern : group.getUrlPatterns())
                if (pattern.startsWith("*.")) extensions.add(pattern.substring(1));
        }
        return extensions;
    }
}
