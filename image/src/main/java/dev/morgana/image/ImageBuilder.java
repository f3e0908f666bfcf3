package dev.morgana.image;

import dev.morgana.image.elf.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Builds images, and finds those that are built already.
///
/// An image is kept in the program's work directory under a key that stands for everything it was made from: the program's class path,
/// Morgana's own jars, the JDK and the options. Two builds of one program at a time wait for each other.
public final class ImageBuilder {
    private static final int KEY_LENGTH = 16;
    private static final int OTHERS_KEPT = 3;

    private final Installation installation;
    private final BuildListener listener;

    /// A builder that tells `listener` how it goes on.
    public ImageBuilder(Installation installation, BuildListener listener) {
        this.installation = installation;
        this.listener = listener;
    }

    /// Builds the image that `spec` describes, or finds the one that was built from the same things before.
    ///
    /// @throws ImageException if it cannot be built
    /// @throws IOException if files cannot be read or written
    public Image build(ImageSpec spec) throws IOException {
        Files.createDirectories(spec.workDirectory());
        try (var lock =
                FileChannel.open(
                        spec.workDirectory().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            var held = lock.tryLock();
            if (held == null) {
                listener.progress("waiting for another build of this program", 0);
                lock.lock();
            }
            String key = key(spec);
            Path directory = spec.workDirectory().resolve(key.substring(0, KEY_LENGTH));
            Path file = directory.resolve(spec.name() + ".elf");
            if (Files.exists(file)) {
                return open(file);
            }
            var known = missing(HostedReport.natives(missingFile(spec, key)));
            if (!known.isEmpty()) {
                throw new ImageException.NativesMissing(known);
            }
            return buildInto(spec, key, directory);
        }
    }

    /// An image that exists.
    ///
    /// @throws IllegalArgumentException if the file is no image of Morgana's
    public static Image open(Path file) throws IOException {
        return new Image(file, Image.symbolsOf(file), ImageMetadata.of(ElfFile.open(file)));
    }

    private Image buildInto(ImageSpec spec, String key, Path directory) throws IOException {
        Path work = spec.workDirectory().resolve("build").toAbsolutePath();
        Directories.delete(work);
        Files.createDirectories(work);
        listener.progress("compiling the machine layer", 0);
        var machine = MachineLayer.compile(machineJar(), installation.cache());
        var report =
                HostedReport.prepare(
                        work.resolve("report"),
                        installation.imageLibrary(),
                        machine.offered(),
                        Resources.of(new ClassPath(spec.classPath()).names()),
                        spec.allowMissingNatives());
        listener.progress("starting the compiler", 1);
        Path object = object(spec, key, work, report);
        listener.progress("linking", 97);
        var missing = missing(report.natives());
        Path linked = new Linker(machine).link(object, missing, work);
        Path fresh = Files.createDirectories(work.resolve("image"));
        var writer = new ImageWriter(spec, report, builtWith(key));
        writer.write(linked, object, fresh.resolve(spec.name() + ".elf"), work);
        forgetOthers(spec.workDirectory(), key);
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        Directories.delete(work);
        listener.progress("done", 100);
        return open(directory.resolve(spec.name() + ".elf"));
    }

    /// Builds the object; that the program can reach natives which nobody implements is remembered, because finding out takes long.
    private Path object(ImageSpec spec, String key, Path work, HostedReport report)
            throws IOException {
        try {
            return new ObjectBuilder(installation, listener)
                    .build(spec, work, report, buildId(key));
        } catch (ImageException.NativesMissing e) {
            Files.copy(
                    report.nativesFile(),
                    missingFile(spec, key),
                    StandardCopyOption.REPLACE_EXISTING);
            throw e;
        }
    }

    private static Path missingFile(ImageSpec spec, String key) {
        return spec.workDirectory().resolve("missing-" + key.substring(0, KEY_LENGTH));
    }

    private static List<NativeMethod> missing(List<NativeMethod> natives) {
        return natives.stream()
                .filter(method -> method.origin() == NativeMethod.Origin.MISSING)
                .toList();
    }

    private Path machineJar() {
        return installation.imageLibrary().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("morgana-machine-"))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the tool is not complete: no machine jar"));
    }

    /// Everything that goes into an image, as one hash. Names, sizes and times decide first whether the bytes must be read again.
    private String key(ImageSpec spec) throws IOException {
        var fingerprint = fingerprint(spec, installation);
        Path known =
                spec.workDirectory()
                        .resolve("key-" + fingerprint.outline().substring(0, KEY_LENGTH));
        if (Files.exists(known)) {
            return Files.readString(known);
        }
        String key = fingerprint.content();
        Files.writeString(known, key);
        return key;
    }

    static Fingerprint fingerprint(ImageSpec spec, Installation installation) {
        var files = new ArrayList<>(spec.classPath());
        files.addAll(installation.imageLibrary());
        files.addAll(installation.builderJars());
        files.add(installation.builderPatch());
        files.add(installation.imageBuilder());
        var words =
                List.of(
                        spec.name(),
                        spec.mainClass(),
                        Boolean.toString(spec.allowMissingNatives()),
                        installation.javaHome().toString(),
                        Runtime.version().toString(),
                        Versions.morgana());
        return Fingerprint.of(files, words);
    }

    private static UUID buildId(String key) {
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(key));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Map<String, String> builtWith(String key) {
        return new TreeMap<>(
                Map.of(
                        "morgana",
                        Versions.morgana(),
                        "graalvm",
                        Versions.graalvm(),
                        "jdk",
                        Runtime.version().toString(),
                        "build",
                        key));
    }

    /// Keeps the newest few images of a program, so that switching between two sets of options builds nothing, and no notes about older states.
    private static void forgetOthers(Path workDirectory, String key) throws IOException {
        var images = new ArrayList<Path>();
        try (var entries = Files.list(workDirectory)) {
            for (var entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("[0-9a-f]{16}")) {
                    images.add(entry);
                } else if (name.startsWith("missing-")
                        || (name.startsWith("key-") && !Files.readString(entry).equals(key))) {
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
