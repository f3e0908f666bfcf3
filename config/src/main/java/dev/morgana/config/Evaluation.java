package dev.morgana.config;

import java.nio.file.Path;

/// One evaluation of a configuration class. Relative paths in it start at the project's folder, wherever the tool was started.
public final class Evaluation {
    private static final ScopedValue<Path> PROJECT = ScopedValue.newInstance();

    private Evaluation() {}

    /// The machine that `description` makes, with all that is made on the way, such as the constants of the configuration class.
    ///
    /// @param project the folder in which relative paths start
    /// @throws ConfigurationException if the description contradicts itself
    public static <X extends Throwable> Machine of(
            ScopedValue.CallableOp<Machine, X> description, Path project) throws X {
        return ScopedValue.where(PROJECT, project.toAbsolutePath().normalize()).call(description);
    }

    /// The file that a configuration means by `path`.
    static Path resolved(Path path) {
        return project().resolve(path).normalize();
    }

    /// Where relative paths start: outside an evaluation, the current folder.
    static Path project() {
        return PROJECT.orElse(Path.of("").toAbsolutePath());
    }
}
