package io.jcorn.servlet.deploy;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the parts of an application lie on disk.
 *
 * @param webapps folders of static files and WEB-INF, the first has precedence
 * @param classes WEB-INF/classes or what stands for it, in order
 * @param libraries jars, or folders that stand for a jar, in order
 */
record AppLayout(List<Path> webapps, List<Archive> classes, List<Archive> libraries) {
    AppLayout {
        webapps = List.copyOf(webapps);
        classes = List.copyOf(classes);
        libraries = List.copyOf(libraries);
    }
}
