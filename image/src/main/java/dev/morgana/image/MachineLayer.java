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
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/// The compiled machine layer: objects of C and assembly, and how to link them.
///
/// The sources travel in the machine jar with two lists, `sources` and `cflags`; they are compiled with the host's gcc once per content, and
/// the objects are kept in the user's cache.
///
/// @param directory holds the sources and the objects
/// @param objects the object files
/// @param linkerScript the linker script
/// @param compilerFlags flags for C, which generated code is compiled with too
record MachineLayer(
        Path directory, List<Path> objects, Path linkerScript, List<String> compilerFlags) {
    private static final String RESOURCES = "dev/morgana/machine/";

    /// Compiles the sources in `jar`, unless the objects are in `cache` already.
    static MachineLayer compile(Path jar, Path cache) throws IOException {
        String key =
                Fingerprint.of(List.of(jar), List.of("machine layer")).content().substring(0, 16);
        Path directory = cache.resolve("machine").resolve(key);
        if (!Files.exists(directory)) {
            Path fresh =
                    Files.createTempDirectory(
                            Files.createDirectories(directory.getParent()), "fresh");
            unpack(jar, fresh);
            compileAll(at(fresh));
            publish(fresh, directory);
        }
        return at(directory);
    }

    /// The C functions and variables that the objects offer.
    Set<String> offered() throws IOException {
        var names = new TreeSet<String>();
        for (var object : objects) {
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
        return new MachineLayer(
                directory, objects, directory.resolve("link.ld"), words(directory, "cflags"));
    }

    private static void compileAll(MachineLayer layer) throws IOException {
        for (var object : layer.objects()) {
            var command = new ArrayList<>(List.of("gcc"));
            command.addAll(layer.compilerFlags());
            command.addAll(
                    List.of(
                            "-c",
                            object.toString().replaceAll("\\.o$", ""),
                            "-o",
                            object.toString()));
            Tool.run(layer.directory(), command);
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
