package dev.morgana.launch;

import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Machine;
import dev.morgana.image.BuildListener;
import dev.morgana.image.BuildOptions;
import dev.morgana.image.Image;
import dev.morgana.image.ImageBuilder;
import dev.morgana.image.ImageSpec;
import dev.morgana.image.Port;
import dev.morgana.image.configuration.ConfigurationClass;
import dev.morgana.image.configuration.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program that the user named, ready to be made an image: its class path, its main class, and where its files are kept.
///
/// @param name names the image's files
/// @param classPath directories and jars
/// @param mainClass the class whose `main` starts it
/// @param workDirectory a folder for images and notes between runs
/// @param machine what its configuration class says, if it has one
public record Application(
        String name,
        List<Path> classPath,
        String mainClass,
        Path workDirectory,
        Optional<Machine> machine) {
    private static final String KINDS = "Maven project's directory, jar or Java source file";

    /// Finds the program that `path` stands for, building it first if it is a Maven project or a source file that has changed.
    ///
    /// @param libraries the jars of `--class-path`
    /// @param mainClass the class of `--main-class`, if given
    /// @throws UsageException if there is no program there, or more than one `main`
    public static Application at(
            Path path, List<Path> libraries, Optional<String> mainClass, RunListener listener)
            throws IOException {
        if (!Files.exists(path)) {
            throw new UsageException("there is no %s: name a %s".formatted(path, KINDS));
        }
        libraries.stream()
                .filter(library -> !Files.exists(library))
                .findFirst()
                .ifPresent(library -> {
                    throw new UsageException("--class-path: there is no " + library);
                });
        Path absolute = path.toRealPath();
        if (Files.isDirectory(absolute)) {
            return ofProject(path, absolute, libraries, mainClass, listener);
        }
        if (path.toString().endsWith(".java")) {
            return ofSource(path, libraries, mainClass, listener);
        }
        if (path.toString().endsWith(".jar")) {
            return of(absolute, absolute, Optional.of(absolute), libraries, mainClass);
        }
        throw new UsageException("%s is no %s".formatted(path, KINDS));
    }

    /// The same program under another name, with its files kept in another folder.
    public Application as(String otherName, Path otherDirectory) {
        return new Application(otherName, classPath, mainClass, otherDirectory, machine);
    }

    /// Builds the image for `port`, or finds the one that is built.
    ///
    /// @throws ConfigurationException if the machine of the configuration class is too small for it, or it is larger than that allows
    public Image build(Port port, BuildOptions options, BuildListener listener) throws IOException {
        var spec =
                new ImageSpec(
                        name,
                        mainClass,
                        classPath,
                        workDirectory,
                        machine.map(Settings::of),
                        options);
        var image = new ImageBuilder(Host.installation(), listener).build(spec, port);
        machine.ifPresent(described -> requireMemory(described, image));
        if (machine.isPresent() && !options.quick()) {
            requireSize(machine.get(), image);
        }
        return image;
    }

    /// The memory of the machine: what its configuration class says, else the default.
    public MemorySize memory() {
        return new MemorySize(machine.map(Machine::memory).orElse(Machine.DEFAULT_MEMORY).bytes());
    }

    static void requireMemory(Machine machine, Image image) {
        if (machine.memory().bytes() < image.metadata().memory()) {
            long needed = MemorySize.mebibytesFor(image.metadata().memory());
            throw new ConfigurationException(
                    machine.memoryLine(),
                    "%s of memory is too little, the image needs %d MiB to start: write .memory(MemorySize.mebibytes(%d)) or more"
                            .formatted(machine.memory(), needed, needed));
        }
    }

    static void requireSize(Machine machine, Image image) throws IOException {
        long bytes = Files.size(image.file());
        machine.imageBudget().ifPresent(budget -> budget.check(image.file().toString(), bytes));
    }

    private static Application ofProject(
            Path path,
            Path absolute,
            List<Path> libraries,
            Optional<String> mainClass,
            RunListener listener)
            throws IOException {
        if (!Files.exists(absolute.resolve("pom.xml"))) {
            throw new UsageException(
                    "%s is not a Maven project: it has no pom.xml. Name a %s"
                            .formatted(path, KINDS));
        }
        var project = new MavenProject(absolute).build(listener);
        var classPath = new ArrayList<>(project.classPath());
        classPath.addAll(libraries);
        var machine = ConfigurationClass.evaluate(project.classes(), classPath, absolute);
        return new Application(
                fileName(absolute),
                classPath,
                main(mainClass, machine, classPath, project.classes(), project.jar()),
                absolute.resolve("target/morgana"),
                machine);
    }

    private static Application ofSource(
            Path source, List<Path> libraries, Optional<String> mainClass, RunListener listener)
            throws IOException {
        Path file = source.toRealPath();
        Path classes = SourceFile.compile(source, libraries, workDirectory(file), listener);
        return of(file, classes, Optional.empty(), libraries, mainClass);
    }

    /// A program without a project: relative paths of its configuration start where the tool was started.
    private static Application of(
            Path file,
            Path classes,
            Optional<Path> jar,
            List<Path> libraries,
            Optional<String> mainClass)
            throws IOException {
        var classPath = new ArrayList<Path>(List.of(classes));
        for (var library : libraries) {
            classPath.add(library.toRealPath());
        }
        var machine = ConfigurationClass.evaluate(classes, classPath, Path.of(""));
        return new Application(
                fileName(file),
                classPath,
                main(mainClass, machine, classPath, classes, jar),
                workDirectory(file),
                machine);
    }

    /// The folder in the user's cache for what is made of the program `file`.
    private static Path workDirectory(Path file) {
        String place = fileName(file) + "-" + Integer.toHexString(file.toString().hashCode());
        return Host.cache().resolve("programs").resolve(place);
    }

    /// The class of the command line, else that of the configuration class, else the only one.
    private static String main(
            Optional<String> wanted,
            Optional<Machine> machine,
            List<Path> classPath,
            Path classes,
            Optional<Path> jar)
            throws IOException {
        if (wanted.isPresent()) {
            return checked(wanted.get(), classPath, classes);
        }
        return machine.isPresent() ? machine.get().main().getName() : MainClass.find(classes, jar);
    }

    private static String checked(String mainClass, List<Path> classPath, Path classes)
            throws IOException {
        for (var entry : classPath) {
            if (MainClass.isIn(entry, mainClass)) {
                return mainClass;
            }
        }
        var candidates = MainClass.candidates(classes);
        String remedy =
                candidates.isEmpty()
                        ? "no class of the program has a main method"
                        : "name " + String.join(" or ", candidates);
        throw new UsageException(
                "--main-class: there is no class %s on the program's class path: %s"
                        .formatted(mainClass, remedy));
    }

    /// The name of `path`, without `.jar` or `.java` and in characters that every file system takes.
    static String fileName(Path path) {
        String name =
                String.valueOf(path.getFileName())
                        .replaceAll("\\.(jar|java)$", "")
                        .replaceAll("[^A-Za-z0-9._-]", "_");
        return name.isEmpty() ? "program" : name;
    }
}
