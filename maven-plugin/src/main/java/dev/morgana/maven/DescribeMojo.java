package dev.morgana.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/// Prints the machine that the program's configuration class describes, and draws it into the folder of the build.
@Mojo(name = "describe", requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class DescribeMojo extends CommandMojo {
    @Override
    List<String> words() throws MojoExecutionException {
        return List.of("describe", builtProject().toString(), "--svg", output(".svg").toString());
    }
}
