package dev.morgana.launch;

import dev.morgana.config.Configuration;
import dev.morgana.image.Directories;
import dev.morgana.image.Fingerprint;
import dev.morgana.image.FolderLock;
import dev.morgana.wire.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A program that is one source file, compiled by the tool's own JDK. It may hold several classes, a configuration class among them, or be a
/// compact source file (JLS 7.3).
final class SourceFile {
    private static final String CLASSES = "classes-";
    private static final int KEY_LENGTH = 16;

    private SourceFile() {}

    /// Compiles `source`, or finds the classes that were made of the same text before.
    ///
    /// @param libraries directories and jars whose classes it uses
    /// @param workDirectory where classes are kept between runs; created when absent
    /// @param listener gets the compiler's own words as they are
    /// @return the directory of its classes
    /// @throws HostException if the compiler refuses it
    static Path compile(Path source, List<Path> libraries, Path workDirectory, RunListener listener)
            throws IOException {
        var files = new ArrayList<>(libraries);
        files.add(source);
        String key = Fingerprint.of(files, List.of(Runtime.version().toString())).content();
        Path classes = workDirectory.resolve(CLASSES + key.substring(0, KEY_LENGTH));
        if (!Files.exists(classes)) {
            try (var _ = FolderLock.of(workDirectory, listener, "another build of this program")) {
                // Whoever came first may have compiled the same.
                if (!Files.exists(classes)) {
                    forgetOlder(workDirectory);
                    compileTo(classes, source, libraries, listener);
                }
            }
        }
        return classes;
    }

    private static void forgetOlder(Path workDirectory) throws IOException {
        try (var older = Files.newDirectoryStream(workDirectory, CLASSES + "*")) {
            for (Path classes : older) {
                Directories.delete(classes);
            }
        }
    }

    private static void compileTo(
            Path classes, Path source, List<Path> libraries, RunListener listener)
            throws IOException {
        Path fresh = classes.resolveSibling("javac");
        Directories.delete(fresh);
        try {
            runCompiler(Files.createDirectories(fresh), source, libraries, listener);
            Files.move(fresh, classes);
        } finally {
            Directories.delete(fresh);
        }
    }

    private static void runCompiler(
            Path classes, Path source, List<Path> libraries, RunListener listener) {
        var messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                messages,
                                messages,
                                "-encoding",
                                "UTF-8",
                                "-g",
                                "-cp",
                                classPath(libraries),
                                "-d",
                                classes.toString(),
                                source.toString());
        if (messages.size() > 0) {
            listener.error(messages.toByteArray(), messages.size());
        }
        if (status != 0) {
            throw new HostException(refusal(source, messages.toString(StandardCharsets.UTF_8)));
        }
    }

    /// The compiler's first error as one line: where, what, and what to do.
    private static String refusal(Path source, String messages) {
        return CompilerError.ofJavac(messages)
                .map(error ->
                        error.in(String.valueOf(source.getFileName()))
                                + "; the compiler says more above")
                .orElse(source + " does not compile: see above");
    }

    /// The libraries, and what a configuration class is written with.
    private static String classPath(List<Path> libraries) {
        var configuration =
                Stream.of(Configuration.class, Ipv4Address.class).map(SourceFile::placeOf);
        return Stream.concat(libraries.stream().map(Path::toString), configuration)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String placeOf(Class<?> ours) {
        var location = ours.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString())).toString();
    }
}
