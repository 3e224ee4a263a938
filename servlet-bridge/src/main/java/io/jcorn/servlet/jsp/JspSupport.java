package io.jcorn.servlet.jsp;

import io.jcorn.servlet.part.Part;
import java.util.List;

/**
 * What is known of an application's pages before any is asked for.
 *
 * @param libraries descriptors in the application's jars
 * @param tagListeners whether any tag library may declare a listener, so that they have to be read before the application starts
 * @param mayChange whether somebody may edit a page while it is served: in a folder, not in a WAR
 * @param precompiled whether all pages are compiled when the application starts
 */
public record JspSupport(
        Part<JspEngine> part,
        List<TagLibrary> libraries,
        boolean tagListeners,
        boolean mayChange,
        boolean precompiled) {
    public JspSupport {
        libraries = List.copyOf(libraries);
    }
}
