package dev.morgana.image;

import dev.morgana.image.configuration.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to build.
///
/// @param name the program's name; names the image's files, so only letters, digits, `.`, `_` and `-`
/// @param mainClass binary name of the class whose `main` starts the program
/// @param classPath the program's class path: directories and jars, in order
/// @param workDirectory where images of this program are kept between builds; created when absent
/// @param settings what the program's configuration class says, if it has one
/// @param options what the user decides
public record ImageSpec(
        String name,
        String mainClass,
        List<Path> classPath,
        Path workDirectory,
        Optional<Settings> settings,
        BuildOptions options) {

    /// Copies the class path.
    ///
    /// @throws IllegalArgumentException if the name has other characters, or the class path is empty
    public ImageSpec {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a name for an image: " + name);
        }
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("the class path is empty");
        }
        classPath = List.copyOf(classPath);
    }
}
