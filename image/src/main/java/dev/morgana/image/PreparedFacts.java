package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Facts about C headers (sizes, offsets, constants) that the builder would otherwise ask a C compiler for.
///
/// They were written once with `-H:+NewCAPCache` on x86-64 Linux, are part of the machine layer's contract with the image, and travel
/// in this jar, so that a user's machine needs no C headers. A class with facts that are not among them fails the build.
final class PreparedFacts {
    private static final List<String> NAMES =
            List.of(
                    "AArch64LibCHelperDirectives",
                    "AMD64LibCHelperDirectives",
                    "BuiltinDirectives",
                    "ContainerLibraryDirectives",
                    "JNIHeaderDirectives",
                    "LocaleDirectives",
                    "PosixDirectives",
                    "RISCV64LibCHelperDirectives");

    private PreparedFacts() {}

    /// Writes the facts into `directory`, which is made, and returns it.
    static Path unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            String file = name + ".cap";
            try (var content =
                    Objects.requireNonNull(
                            PreparedFacts.class.getResourceAsStream("cap/" + file), file)) {
                Files.copy(content, directory.resolve(file));
            }
        }
        return directory;
    }
}
