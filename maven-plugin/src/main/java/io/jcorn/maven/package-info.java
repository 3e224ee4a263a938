/**
 * {@code mvn jcorn:run}: a project's folders become a loose WAR, and the server serves it as a process of its own.
 *
 * <p>Nothing of the server runs in Maven's JVM. {@link io.jcorn.maven.RunMojo} gathers the parameters,
 * {@link io.jcorn.maven.LooseWar} says where the web application's parts lie, {@link io.jcorn.maven.JcornHome} lays
 * out an installation from the plugin's own jars and {@link io.jcorn.maven.ServerProcess} runs its {@code bin/jcorn}.
 */
package io.jcorn.maven;
