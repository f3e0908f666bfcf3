package dev.morgana.launch;

import dev.morgana.image.Fingerprint;
import dev.morgana.image.FolderLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Maven project, built by Maven only when one of its files has changed since.
///
/// What Maven said is kept in `target/morgana/project.properties` with a fingerprint of every file of the project and of the modules and parents
/// that it is built with; with an equal fingerprint Maven is not started, and nothing needs a network.
public final class MavenProject {
    private static final String CLASS_PATH_FILE = "target/morgana-class-path";
    private static final String DEPENDENCY_PLUGIN =
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

    /// Where Morgana keeps what it makes of a project.
    private static final String WORK = "target/morgana";

    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");

    private final Path directory;
    private final Path notes;

    /// A project that is built.
    ///
    /// @param classes the directory of its own classes
    /// @param jar its own jar, if it makes one
    /// @param classPath its classes and all that it needs at run time
    record Built(Path classes, Optional<Path> jar, List<Path> classPath) {}

    /// The project in `directory`, an absolute path.
    public MavenProject(Path directory) {
        this.directory = directory;
        this.notes = directory.resolve(WORK).resolve("project.properties");
    }

    /// Builds the project if something has changed. Modules of one project are built one after the other: they share what they need of it.
    ///
    /// @throws HostException if Maven is missing or fails
    Built build(RunListener listener) throws IOException {
        var known = known();
        if (known.isPresent()) {
            return known.get();
        }
        Path root = reactorRoot();
        try (var _ =
                FolderLock.of(
                        root.resolve(WORK), listener, "another build of the same Maven project")) {
            return buildAlone(root, listener);
        }
    }

    private Built buildAlone(Path root, RunListener listener) throws IOException {
        // Whoever came first may have built this too.
        var known = known();
        if (known.isPresent()) {
            return known.get();
        }
        listener.progress("building the program with Maven", 0);
        runMaven(root);
        var classPath = readClassPath();
        remember(classPath);
        return built(classPath);
    }

    private Optional<Built> known() throws IOException {
        if (!Files.exists(notes)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(notes)) {
            properties.load(reader);
        }
        var classPath = paths(properties.getProperty("class-path", ""));
        if (!classPath.stream().allMatch(Files::exists)) {
            return Optional.empty();
        }
        var fingerprint = fingerprint(classPath);
        if (fingerprint.outline().equals(properties.getProperty("outline"))) {
            return Optional.of(built(classPath));
        }
        if (!fingerprint.content().equals(properties.getProperty("content"))) {
            return Optional.empty();
        }
        remember(classPath);
        return Optional.of(built(classPath));
    }

    /// Notes that Maven has built the project as it is now: Maven is not started again until something changes.
    ///
    /// @param classPath the directory of its own classes, and all that it needs at run time
    public void remember(List<Path> classPath) throws IOException {
        var fingerprint = fingerprint(classPath);
        var properties = new Properties();
        properties.setProperty("outline", fingerprint.outline());
        properties.setProperty("content", fingerprint.content());
        properties.setProperty(
                "class-path",
                String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        Files.createDirectories(notes.getParent());
        try (var writer = Files.newBufferedWriter(notes)) {
            properties.store(writer, null);
        }
    }

    private Built built(List<Path> classPath) throws IOException {
        return new Built(directory.resolve("target/classes"), jar(), classPath);
    }

    private Optional<Path> jar() throws IOException {
        try (var files = Files.list(directory.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .sorted()
                    .findFirst();
        }
    }

    private List<Path> readClassPath() throws IOException {
        Path classes = directory.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new UsageException(
                    "%s has no classes of its own: name the module that holds the program"
                            .formatted(directory));
        }
        String dependencies = Files.readString(directory.resolve(CLASS_PATH_FILE)).strip();
        return Stream.concat(Stream.of(classes), paths(dependencies).stream()).toList();
    }

    private static List<Path> paths(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Stream.of(joined.split(File.pathSeparator, -1)).map(Path::of).toList();
    }

    private void runMaven(Path root) throws IOException {
        var words = new ArrayList<>(List.of("-f", root.resolve("pom.xml").toString()));
        if (!root.equals(directory)) {
            words.addAll(List.of("-pl", root.relativize(directory).toString(), "-am"));
        }
        // The image is this process's to build.
        words.addAll(List.of("-DskipTests", "-Dquick", "-Dmorgana.skip", "package"));
        words.add(DEPENDENCY_PLUGIN + ":build-classpath");
        words.addAll(List.of("-DincludeScope=runtime", "-Dmdep.outputFile=" + CLASS_PATH_FILE));
        Path log = root.resolve(WORK).resolve("maven.log");
        Maven.run("Maven could not build " + directory, root, log, words);
    }

    /// The outermost project that lists this one as a module, directly or not; this one if none does.
    private Path reactorRoot() throws IOException {
        Path root = directory;
        for (Path parent = root.getParent(); parent != null; parent = parent.getParent()) {
            if (lists(parent, root)) {
                root = parent;
            }
        }
        return root;
    }

    private static boolean lists(Path parent, Path child) throws IOException {
        Path pom = parent.resolve("pom.xml");
        if (!Files.exists(pom)) {
            return false;
        }
        return MODULE.matcher(Files.readString(pom))
                .results()
                .anyMatch(module -> parent.resolve(module.group(1)).normalize().equals(child));
    }

    private Fingerprint fingerprint(List<Path> classPath) throws IOException {
        var files = new ArrayList<Path>(filesOf(directory));
        for (Path parent = directory.getParent();
                parent != null && Files.exists(parent.resolve("pom.xml"));
                parent = parent.getParent()) {
            files.add(parent.resolve("pom.xml"));
        }
        for (var entry : classPath) {
            var module = moduleOf(entry);
            if (module.isPresent() && !module.get().equals(directory)) {
                files.addAll(filesOf(module.get()));
            }
        }
        return Fingerprint.ofFiles(directory, files, List.of(System.getProperty("java.home")));
    }

    /// The project that made the class-path entry `entry`, if it lies in a project's `target`.
    private static Optional<Path> moduleOf(Path entry) {
        Path target = entry.getParent();
        if (target == null || !target.endsWith("target") || target.getParent() == null) {
            return Optional.empty();
        }
        return Optional.of(target.getParent())
                .filter(project -> Files.exists(project.resolve("pom.xml")));
    }

    /// The files of a project, without what is made from them, what tools keep (hidden folders) and other projects inside it.
    private static List<Path> filesOf(Path project) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                project,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        String name = folder.getFileName().toString();
                        boolean skipped =
                                !folder.equals(project)
                                        && (name.equals("target")
                                                || name.startsWith(".")
                                                || Files.exists(folder.resolve("pom.xml")));
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files.stream().sorted().toList();
    }
}
