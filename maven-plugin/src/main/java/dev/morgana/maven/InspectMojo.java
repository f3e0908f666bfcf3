package dev.morgana.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/// Says what the image is made of that `build` has left in the folder of the build.
@Mojo(name = "inspect")
public final class InspectMojo extends CommandMojo {
    /// What the image runs on: qemu or process.
    @Parameter(property = "morgana.target", defaultValue = "qemu")
    private String target = "qemu";

    @Override
    List<String> words() {
        return List.of("inspect", image(target).toString());
    }
}
