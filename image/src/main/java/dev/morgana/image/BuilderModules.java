package dev.morgana.image;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The module graph of the image builder: which jars are modules, and which packages of the JDK and of the builder are open to whom.
///
/// A GraalVM states these in its launcher; on another JDK they are read from the modules themselves, of the JDK that the builder
/// will run on, so that they fit any update release.
final class BuilderModules {
    /// Modules of the JDK whose internals the builder reads.
    private static final List<String> JDK_MODULES =
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.logging",
                    "java.management",
                    "java.xml",
                    "jdk.httpserver",
                    "jdk.internal.jvmstat",
                    "jdk.internal.opt",
                    "jdk.internal.vm.ci",
                    "jdk.jfr",
                    "jdk.localedata",
                    "jdk.management");

    private static final String COMPILER = "jdk.graal.compiler";
    private static final String UNNAMED = "ALL-UNNAMED";

    private final List<Path> jars;
    private final Set<ModuleReference> builder;

    /// The modules of `jars`.
    BuilderModules(List<Path> jars) {
        this.jars = jars;
        this.builder = ModuleFinder.of(jars.toArray(Path[]::new)).findAll();
    }

    /// Options for the builder's `java`: its modules, and an argument file in `directory` with the exports.
    List<String> options(Path javaHome, Path directory) throws IOException {
        Path compiler = jarOf(COMPILER);
        String others =
                jars.stream()
                        .filter(jar -> !jar.equals(compiler))
                        .map(Path::toString)
                        .collect(Collectors.joining(":"));
        Path exports = directory.resolve("exports.args");
        Files.write(exports, exports(javaHome));
        return List.of(
                "@" + exports,
                "--add-modules=ALL-DEFAULT",
                "--upgrade-module-path",
                compiler.toString(),
                "--module-path",
                others);
    }

    private List<String> exports(Path javaHome) {
        String readers =
                builder.stream()
                                .map(module -> module.descriptor().name())
                                .sorted()
                                .collect(Collectors.joining(","))
                        + ","
                        + UNNAMED;
        var lines = new ArrayList<String>();
        for (String name : JDK_MODULES) {
            jdkModule(javaHome, name)
                    .ifPresent(module -> open(module.descriptor(), readers, lines));
        }
        builder.stream()
                .map(ModuleReference::descriptor)
                .sorted()
                .forEach(module -> open(module, UNNAMED, lines));
        return lines;
    }

    private static void open(ModuleDescriptor module, String readers, List<String> lines) {
        for (String name : new TreeSet<>(module.packages())) {
            String granted = module.name() + "/" + name + "=" + readers;
            lines.add("--add-exports=" + granted);
            lines.add("--add-opens=" + granted);
        }
    }

    private static Optional<ModuleReference> jdkModule(Path javaHome, String name) {
        if (javaHome.equals(Path.of(System.getProperty("java.home")))) {
            return ModuleFinder.ofSystem().find(name);
        }
        return ModuleFinder.of(javaHome.resolve("jmods")).find(name);
    }

    private Path jarOf(String module) {
        var reference =
                builder.stream()
                        .filter(found -> found.descriptor().name().equals(module))
                        .findFirst();
        return reference
                .flatMap(ModuleReference::location)
                .map(Path::of)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no jar of the module " + module + " among " + jars));
    }
}
