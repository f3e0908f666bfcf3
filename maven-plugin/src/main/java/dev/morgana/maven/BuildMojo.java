package dev.morgana.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/// Builds the program's image beside its jar, with a bill of materials (CycloneDX).
@Mojo(
        name = "build",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class BuildMojo extends CommandMojo {
    /// The class that starts the program. Default: the configuration class's, else the only one with a main.
    @Parameter(property = "morgana.mainClass")
    private @Nullable String mainClass;

    /// What the image runs on: qemu or process.
    @Parameter(property = "morgana.target", defaultValue = "qemu")
    private String target = "qemu";

    /// Builds even if the program can reach a native method of the JDK that is not implemented.
    @Parameter(property = "morgana.allowMissingNatives", defaultValue = "false")
    private boolean allowMissingNatives;

    /// The bytes that the image may have, a number or one with K, M or G: the build fails if it has more.
    @Parameter(property = "morgana.maxSize")
    private @Nullable String maxSize;

    @Override
    List<String> words() throws MojoExecutionException {
        var words = new ArrayList<>(List.of("build", builtProject().toString()));
        words.addAll(List.of("--target", target, "-o", image(target).toString()));
        words.addAll(List.of("--sbom", output(".cdx.json").toString()));
        if (mainClass != null) {
            words.addAll(List.of("--main-class", mainClass));
        }
        if (allowMissingNatives) {
            words.add("--allow-missing-natives");
        }
        if (maxSize != null) {
            words.addAll(List.of("--max-size", maxSize));
        }
        return words;
    }
}
