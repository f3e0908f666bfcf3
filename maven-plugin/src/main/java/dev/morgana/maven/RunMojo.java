package dev.morgana.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/// Boots the program's image, and ends with it.
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends CommandMojo {
    /// Options of `morgana run`, parted by blanks, such as `-p 9000:8080 --target process`.
    @Parameter(property = "morgana.options", defaultValue = "")
    private String options = "";

    /// The program's arguments, parted by blanks.
    @Parameter(property = "morgana.arguments", defaultValue = "")
    private String arguments = "";

    @Override
    List<String> words() throws MojoExecutionException {
        var words = new ArrayList<>(List.of("run", builtProject().toString()));
        words.addAll(split(options));
        words.add("--");
        words.addAll(split(arguments));
        return words;
    }

    private static List<String> split(String words) {
        return Stream.of(words.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
