package io.jcorn.servlet.jsp;

import java.nio.file.Path;

/**
 * A tag library descriptor in a library of the application (Pages 4.0 §7.3.1).
 *
 * @param archive the jar, or the folder that stands for one
 * @param entry its name in there, below META-INF
 */
public record TagLibrary(Path archive, String entry) {}
