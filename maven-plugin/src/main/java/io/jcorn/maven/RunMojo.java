package io.jcorn.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Compiles a web application and serves it in the foreground, unpackaged, until Ctrl-C.
 *
 * <p>Every setting of the command line is one here: {@code -Djcorn.bind=:8080}, or in the pom
 * {@code <settings><bind>:8080</bind></settings>}.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    /** Where the loose WAR, unpacked overlays and the server's home are laid. */
    @Parameter(defaultValue = "${project.build.directory}/jcorn", readonly = true, required = true)
    private File workFolder;

    /** The path that the web application answers under. */
    @Parameter(property = ServerArguments.CONTEXT_PATH, defaultValue = "/")
    private String contextPath;

    /** The server's settings by name, as on its command line without the dashes. */
    @Parameter
    private Map<String, String> settings = Map.of();

    /** Leaves this project out. */
    @Parameter(property = ServerArguments.SKIP, defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip || !project.getPackaging().equals("war")) {
            getLog().info(skip ? "skipped by jcorn.skip" : "not a war project: nothing to run");
            return;
        }
        try {
            WarProject war = new WarProject(project);
            war.notHonoured().ifPresent(getLog()::warn);
            Path folder = workFolder.toPath();
            Path looseWar = LooseWar.of(war, folder.resolve("overlays"))
                    .writeTo(folder.resolve(project.getArtifactId() + ".loose"));
            JcornHome home = JcornHome.lay(folder.resolve("home"), plugin.getArtifacts());
            List<String> arguments = ServerArguments.of(contextPath, looseWar, settings, session.getUserProperties());
            getLog().info("Ctrl-C stops jcorn");
            ServerProcess.start(home.command(arguments), project.getBasedir(), System.out)
                    .untilItEnds();
        } catch (ServerFailedException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (IOException e) {
            throw new MojoExecutionException("jcorn could not be launched: " + e.getMessage(), e);
        }
    }
}
