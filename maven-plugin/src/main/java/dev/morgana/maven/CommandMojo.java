package dev.morgana.maven;

import dev.morgana.cli.Morgana;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.MavenProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/// A goal that runs a command of `morgana`.
abstract class CommandMojo extends AbstractMojo {
    /// The project that Maven builds.
    @Parameter(defaultValue = "${project}", readonly = true)
    private org.apache.maven.project.@Nullable MavenProject project;

    /// Leaves the goal out.
    @Parameter(property = "morgana.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException {
        if (skip || project().getPackaging().equals("pom")) {
            getLog().info(skip ? "morgana.skip is set" : "no program here");
            return;
        }
        List<String> words = words();
        int status = Morgana.execute(words.toArray(String[]::new));
        // Ctrl-C is how a server ends that was run.
        if (status != ExitStatus.OK && status != ExitStatus.INTERRUPTED) {
            throw new MojoExecutionException(
                    "morgana %s ended with status %d: see above"
                            .formatted(words.getFirst(), status));
        }
    }

    /// The words of the command.
    abstract List<String> words() throws MojoExecutionException;

    /// The project's folder, once the tool has been told what Maven has built of it.
    final Path builtProject() throws MojoExecutionException {
        try {
            Path directory = project().getBasedir().toPath().toRealPath();
            List<Path> classPath =
                    project().getRuntimeClasspathElements().stream().map(Path::of).toList();
            new MavenProject(directory).remember(classPath);
            return directory;
        } catch (DependencyResolutionRequiredException | IOException e) {
            throw new MojoExecutionException("the project is not built: " + e.getMessage(), e);
        }
    }

    /// A file of the build, named like the project's jar.
    ///
    /// @param ending what stands in the place of `.jar`
    final Path output(String ending) {
        var build = project().getBuild();
        return Path.of(build.getDirectory(), build.getFinalName() + ending);
    }

    /// The image of the build.
    ///
    /// @param target the name of what it runs on
    final Path image(String target) {
        Path output = output("");
        return output.resolveSibling(
                ImageTarget.named(target).fileName(output.getFileName().toString()));
    }

    private org.apache.maven.project.MavenProject project() {
        if (project == null) {
            throw new IllegalStateException("Maven has set no project");
        }
        return project;
    }
}
