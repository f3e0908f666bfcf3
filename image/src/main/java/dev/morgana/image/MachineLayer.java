package dev.morgana.image;

import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.elf.Symbol;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/// The compiled machine layer: objects of C and assembly, and how to link them with a port.
///
/// The sources travel in the machine jar with two lists, `sources` and `cflags`; they are compiled with the host's gcc once per content, and
/// the objects are kept in the user's cache.
///
/// @param directory holds the sources and the objects
/// @param objects the object files of all ports
/// @param compilerFlags flags for C, which generated code is compiled with too
record MachineLayer(Path directory, List<Path> objects, List<String> compilerFlags) {
    private static final String RESOURCES = "dev/morgana/machine/";
    private static final String COMMON = "common";
    private static final String OFFERED = "offered";
    private static final String TOOLS = "tools";

    /// Compiles the sources in `jar`, unless the objects are in `cache` already.
    static MachineLayer compile(Path jar, Path cache) throws IOException {
        String key =
                Fingerprint.of(
                                List.of(jar),
                                List.of("machine layer, all ports, with the names of its tools"))
                        .content()
                        .substring(0, 16);
        Path directory = cache.resolve("machine").resolve(key);
        if (!Files.exists(directory)) {
            Path fresh =
                    Files.createTempDirectory(
                            Files.createDirectories(directory.getParent()), "fresh");
            unpack(jar, fresh);
            var layer = at(fresh);
            layer.compileAll();
            Files.write(fresh.resolve(OFFERED), layer.offeredBy(layer.objects(Port.PVH)));
            Files.write(fresh.resolve(TOOLS), List.of(version("gcc", fresh), version("ld", fresh)));
            publish(fresh, directory);
        }
        return at(directory);
    }

    private static String version(String tool, Path directory) throws IOException {
        return Tool.run(directory, List.of(tool, "--version")).lines().findFirst().orElse("");
    }

    /// Whether a jar holds a machine layer.
    static boolean isIn(Path jar) {
        return jar.getFileName().toString().startsWith("morgana-machine-");
    }

    /// The versions of the commands that compiled it and link it, by name.
    Map<String, String> tools() throws IOException {
        var versions = Files.readAllLines(directory.resolve(TOOLS));
        return Map.of("gcc", versions.get(0), "ld", versions.get(1));
    }

    /// Stands for the content of this layer.
    String key() {
        return String.valueOf(directory.getFileName());
    }

    /// The objects that an image for `port` is linked with.
    List<Path> objects(Port port) {
        var wanted = Set.of(COMMON, port.directory());
        return objects.stream()
                .filter(object ->
                        wanted.contains(directory.relativize(object).getName(0).toString()))
                .toList();
    }

    /// The linker script of `port`.
    Path linkerScript(Port port) {
        return directory.resolve(port.directory()).resolve("link.ld");
    }

    /// The C functions and variables that Java may call, with any port.
    List<String> offered() throws IOException {
        return Files.readAllLines(directory.resolve(OFFERED));
    }

    /// The C functions and variables of `some` objects.
    Set<String> offeredBy(List<Path> some) throws IOException {
        var names = new TreeSet<String>();
        for (var object : some) {
            ElfFile.open(object).symbols().stream()
                    .filter(Symbol::offered)
                    .map(Symbol::name)
                    .forEach(names::add);
        }
        return names;
    }

    private static MachineLayer at(Path directory) throws IOException {
        var objects =
                words(directory, "sources").stream()
                        .map(source -> directory.resolve(source + ".o"))
                        .toList();
        return new MachineLayer(directory, objects, words(directory, "cflags"));
    }

    private void compileAll() throws IOException {
        for (var object : objects) {
            var command = new ArrayList<>(List.of("gcc"));
            command.addAll(compilerFlags);
            command.addAll(
                    List.of(
                            "-c",
                            object.toString().replaceAll("\\.o$", ""),
                            "-o",
                            object.toString()));
            Tool.run(directory, command);
        }
    }

    private static void publish(Path fresh, Path directory) throws IOException {
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another build has put the same objects there meanwhile.
            Directories.delete(fresh);
        }
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                if (entry.getName().startsWith(RESOURCES) && !entry.isDirectory()) {
                    Path file = target.resolve(entry.getName().substring(RESOURCES.length()));
                    Files.createDirectories(file.getParent());
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
    }

    private static List<String> words(Path directory, String list) throws IOException {
        return List.of(Files.readString(directory.resolve(list)).strip().split("\\s+", -1));
    }
}
