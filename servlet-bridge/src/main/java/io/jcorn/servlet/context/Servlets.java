package io.jcorn.servlet.context;

import io.jcorn.servlet.descriptor.JspPropertyGroup;
import io.jcorn.servlet.descriptor.MultipartDef;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.descriptor.ServletMapping;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.dispatch.ContextDispatcher.Mapping;
import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.dispatch.UrlPattern;
import io.jcorn.servlet.jsp.JspPages;
import io.jcorn.servlet.jsp.PageServlet;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servlets of an application and their mappings, while they are being collected. Confined to the thread that starts it. */
final class Servlets {
    /** The name under which applications know a container's default servlet, Spring's for one. */
    static final String DEFAULT = "default";
    /** The same of the servlet that runs JSP pages. */
    private static final String JSP = "jsp";
    /** Of Jasper's servlet: the page that it runs, whatever the request says. */
    private static final String JSP_FILE = "jspFile";

    private final Map<String, BridgeServletRegistration> byName = new LinkedHashMap<>();
    private final Map<String, ServletHolder> mappings = new LinkedHashMap<>();
    private final PhaseGate gate;
    private final ServletContext context;
    private final SecurityDeclarations security;
    /** null if there is nothing that runs pages. */
    private JspPages pages;

    /** Mapped to pages unless the application maps another servlet to them (§12.2). */
    private final List<String> pagePatterns = new ArrayList<>();

    Servlets(PhaseGate gate, ServletContext context, SecurityDeclarations security) {
        this.gate = gate;
        this.context = context;
        this.security = security;
    }

    /**
     * @param defaultServlet serves what nothing else is mapped to, unless the application declares a servlet of that name
     * @param running null if there is nothing that runs pages
     */
    void declare(WebApp app, Servlet defaultServlet, JspPages running) {
        holder(DEFAULT).supply(defaultServlet);
        pages = running;
        if (pages != null) pages(app);
        for (ServletDef def : app.servlets()) declare(def);
        for (ServletMapping mapping : app.servletMappings()) {
            UrlPattern.parse(mapping.urlPattern());
            mappings.put(mapping.urlPattern(), holder(mapping.servletName()));
        }
    }

    private void pages(WebApp app) {
        page(holder(JSP), null);
        if (pages.precompiled()) holder(JSP).loadOnStartup(Integer.MAX_VALUE);
        pagePatterns.addAll(List.of("*.jsp", "*.jspx"));
        for (JspPropertyGroup group : app.jsp().propertyGroups()) pagePatterns.addAll(group.urlPatterns());
    }

    private void declare(ServletDef def) {
        byName.remove(def.name());
        ServletHolder holder = holder(def.name());
        holder.className(def.className());
        holder.initParameters().putAll(def.initParams());
        holder.asyncSupported(def.asyncSupported());
        holder.runAs(def.runAs());
        holder.roleRefs(def.roleRefs());
        if (def.multipart() != null) holder.multipartConfig(multipart(def.multipart()));
        if (def.jspFile() != null) page(holder, def.jspFile());
        if (!def.enabled()) {
            holder.disable();
        } else if (def.loadOnStartup() != null) {
            holder.loadOnStartup(def.loadOnStartup());
        }
    }

    /** Makes a servlet one of a page; {@code file} null: of whatever page is asked for. */
    void page(ServletHolder holder, String file) {
        if (pages == null) {
            holder.jspFile(file);
            return;
        }
        holder.supply(new PageServlet(pages, file == null && pages.precompiled()));
        if (file != null) holder.initParameters().put(JSP_FILE, file);
        if (!pages.mayChange()) holder.initParameters().putIfAbsent("development", "false");
    }

    private static MultipartConfigElement multipart(MultipartDef def) {
        return new MultipartConfigElement(
                def.location(), def.maxFileSize(), def.maxRequestSize(), def.fileSizeThreshold());
    }

    private ServletHolder holder(String name) {
        return byName.computeIfAbsent(
                        name,
                        n -> new BridgeServletRegistration(gate, new ServletHolder(n, context), mappings, security))
                .servlet();
    }

    /**
     * The registration to fill in for code that adds a servlet; null if there is a complete one of that name, or one of that instance.
     *
     * @param instance null if it is added by class
     */
    BridgeServletRegistration add(String name, Servlet instance) {
        gate.checkOpen();
        if (name == null || name.isEmpty()) throw new IllegalArgumentException("a servlet needs a name");
        if (instance != null && holds(instance)) return null;
        BridgeServletRegistration known = byName.get(name);
        if (known != null && known.getClassName() != null) return null;
        security.registered(holder(name));
        return byName.get(name);
    }

    private boolean holds(Servlet instance) {
        return byName.values().stream().anyMatch(r -> r.servlet().isSupplied(instance));
    }

    ServletHolder find(String name) {
        BridgeServletRegistration registration = byName.get(name);
        return registration == null ? null : registration.servlet();
    }

    Map<String, BridgeServletRegistration> byName() {
        return byName;
    }

    Collection<ServletHolder> holders() {
        return byName.values().stream().map(BridgeServletRegistration::servlet).toList();
    }

    /** All mappings, "/" and those of pages among them. */
    List<Mapping> mappings() {
        if (pages != null) holder(JSP).serveFilesOnly();
        for (String pattern : pagePatterns) mappings.putIfAbsent(pattern, holder(JSP));
        mappings.putIfAbsent("/", holder(DEFAULT));
        List<Mapping> all = new ArrayList<>();
        mappings.forEach((pattern, servlet) -> all.add(new Mapping(UrlPattern.parse(pattern), servlet)));
        return all;
    }
}
