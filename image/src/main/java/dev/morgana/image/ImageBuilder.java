package dev.morgana.image;

import dev.morgana.image.configuration.Settings;
import dev.morgana.image.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Builds images, and finds those that are built already.
///
/// The compiled object is kept in the program's work directory under a key that stands for everything it was made from: the program's class
/// path, Morgana's own jars, the JDK and the options. Beside it lie the images that were linked from it, one for each port and machine layer: a
/// second port, or a change of the machine layer alone, costs no compilation. Two builds of one program at a time wait for each other.
public final class ImageBuilder {
    private static final int OTHERS_KEPT = 3;
    private static final String OBJECT = "image.o";

    private final Installation installation;
    private final BuildListener listener;

    /// A builder that tells `listener` how it goes on.
    public ImageBuilder(Installation installation, BuildListener listener) {
        this.installation = installation;
        this.listener = listener;
    }

    /// Builds the image that `spec` describes for `port`, or finds the one that was built from the same things before.
    ///
    /// @throws ImageException if it cannot be built
    /// @throws IOException if files cannot be read or written
    public Image build(ImageSpec spec, Port port) throws IOException {
        try (var _ =
                FolderLock.of(spec.workDirectory(), listener, "another build of this program")) {
            var machine = MachineLayer.compile(machineJar(), installation.cache());
            var key = key(spec, machine);
            Path compiled = spec.workDirectory().resolve(key.folder());
            Path linked = compiled.resolve(port.directory() + "-" + machine.key());
            Path file = linked.resolve(spec.name() + ".elf");
            if (!Files.exists(file)) {
                compile(spec, key, machine, compiled);
                link(spec, key, machine, port, linked);
                listener.progress("done", 100);
            }
            return open(file);
        }
    }

    /// An image that exists.
    ///
    /// @throws IllegalArgumentException if the file is no image of Morgana's
    public static Image open(Path file) throws IOException {
        return new Image(file, Image.symbolsOf(file), ImageMetadata.of(ElfFile.open(file)));
    }

    /// Compiles the program to the object that all ports are linked from, unless `compiled` exists.
    private void compile(ImageSpec spec, BuildKey key, MachineLayer machine, Path compiled)
            throws IOException {
        if (Files.exists(compiled)) {
            return;
        }
        var known = missing(HostedReport.natives(missingFile(spec, key)));
        if (!known.isEmpty()) {
            throw new ImageException.NativesMissing(known);
        }
        Path work = freshWork(spec);
        Path fresh = Files.createDirectories(work.resolve("compiled"));
        var classPath = new ClassPath(spec.classPath());
        var report =
                HostedReport.prepare(
                        fresh.resolve("report"),
                        installation.imageLibrary(),
                        machine.offered(),
                        Resources.of(classPath.names()),
                        spec.options().allowMissingNatives());
        report.decide(
                Reductions.of(classPath, spec.settings().map(Settings::locale).orElse(Locale.US)));
        report.reductions().forEach(decision -> listener.note(decision.text()));
        listener.progress("starting the compiler", 1);
        Files.move(object(spec, key, work, report), fresh.resolve(OBJECT));
        forgetOthers(spec.workDirectory(), key);
        Files.move(fresh, compiled, StandardCopyOption.ATOMIC_MOVE);
        Directories.delete(work);
    }

    /// Links the object with the machine layer to the folder `linked`, which stands in the object's.
    private void link(ImageSpec spec, BuildKey key, MachineLayer machine, Port port, Path linked)
            throws IOException {
        listener.progress("linking", 97);
        Path compiled = linked.resolveSibling(OBJECT).toAbsolutePath();
        var report = HostedReport.at(linked.resolveSibling("report"));
        Path work = freshWork(spec);
        Path executable =
                new Linker(machine, port, key.buildId())
                        .link(compiled, missing(report.natives()), work);
        Path fresh = Files.createDirectories(work.resolve("image"));
        new ImageWriter(spec, port, report, builtWith(key, machine))
                .write(executable, compiled, fresh.resolve(spec.name() + ".elf"), work);
        Files.move(fresh, linked, StandardCopyOption.ATOMIC_MOVE);
        Directories.delete(work);
    }

    private static Path freshWork(ImageSpec spec) throws IOException {
        Path work = spec.workDirectory().resolve("build").toAbsolutePath();
        Directories.delete(work);
        return Files.createDirectories(work);
    }

    /// Builds the object; that the program can reach natives which nobody implements is remembered, because finding out takes long.
    private Path object(ImageSpec spec, BuildKey key, Path work, HostedReport report)
            throws IOException {
        try {
            return new ObjectBuilder(installation, listener)
                    .build(spec, work, report, key.buildId());
        } catch (ImageException.NativesMissing e) {
            Files.copy(
                    report.nativesFile(),
                    missingFile(spec, key),
                    StandardCopyOption.REPLACE_EXISTING);
            throw e;
        }
    }

    private static Path missingFile(ImageSpec spec, BuildKey key) {
        return spec.workDirectory().resolve("missing-" + key.folder());
    }

    private static List<NativeMethod> missing(List<NativeMethod> natives) {
        return natives.stream()
                .filter(method -> method.origin() == NativeMethod.Origin.MISSING)
                .toList();
    }

    private Path machineJar() {
        return installation.imageLibrary().stream()
                .filter(MachineLayer::isIn)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the tool is not complete: no machine jar"));
    }

    /// What stands for all that the object is made from. Names, sizes and times decide first whether the bytes must be read again.
    private BuildKey key(ImageSpec spec, MachineLayer machine) throws IOException {
        var inputs = BuildInputs.of(spec, installation, machine.offered());
        Path known = spec.workDirectory().resolve("key-" + BuildKey.shown(inputs.outline()));
        if (Files.exists(known)) {
            return BuildKey.parse(Files.readString(known));
        }
        var key = inputs.key();
        Files.writeString(known, key.text());
        return key;
    }

    private static Map<String, String> builtWith(BuildKey key, MachineLayer machine)
            throws IOException {
        var record = new TreeMap<>(machine.tools());
        record.put("morgana", Versions.morgana());
        record.put("graalvm", Versions.graalvm());
        record.put("jdk", Runtime.version().toString());
        record.put("program", BuildKey.shown(key.program()));
        record.put("tool", BuildKey.shown(key.tool()));
        record.put("machine", machine.key());
        return record;
    }

    /// Keeps the newest few images of a program, so that switching between two sets of options builds nothing, and no notes about older states.
    private static void forgetOthers(Path workDirectory, BuildKey key) throws IOException {
        var images = new ArrayList<Path>();
        try (var entries = Files.list(workDirectory)) {
            for (var entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("[0-9a-f]{16}")) {
                    images.add(entry);
                } else if (name.startsWith("missing-")
                        || (name.startsWith("key-")
                                && !Files.readString(entry).equals(key.text()))) {
                    Files.delete(entry);
                }
            }
        }
        images.sort(
                Comparator.comparingLong((Path image) -> image.toFile().lastModified()).reversed());
        for (var image : images.stream().skip(OTHERS_KEPT).toList()) {
            Directories.delete(image);
        }
    }
}
