package dev.morgana.platform.jvm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/// Puts the library OS under the JDK's classes: what `java --patch-module` then takes instead of the JDK's own.
///
/// As in an image, a class `Target_X` of the runtime's network gives its methods to the class that it names. All of Morgana's classes go into `java.base` beside them, where the
/// JDK's classes can see them, and become public there, since code of theirs moves to other packages.
public final class Weaver {
    private static final String CLASS = ".class";
    private static final String BASE = "java.base";

    /// Substitutions that have a meaning on a JVM. Files, zip and processes stay the host's.
    private static final List<String> WOVEN =
            List.of("dev/morgana/runtime/net/Target_", "dev/morgana/platform/jvm/inside/Target_");

    /// Runs outside of `java.base`.
    private static final String OUTSIDE = "dev/morgana/platform/jvm/";

    private static final String INSIDE = OUTSIDE + "inside/";

    private final Map<String, byte[]> library = new TreeMap<>();
    private final Path jdk = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/");

    private Weaver() {}

    /// Weaves the JDK that this runs on.
    ///
    /// @param places Morgana's jars or folders of classes
    /// @param into an empty folder, which gets one folder for each module of the JDK that changes
    /// @throws IllegalArgumentException if a substitution does not fit the JDK
    public static void weave(List<Path> places, Path into) throws IOException {
        var weaver = new Weaver();
        for (Path place : places) {
            weaver.read(place);
        }
        weaver.write(into);
    }

    /// The options for a JVM that takes the folder's classes.
    ///
    /// @param woven what [#weave(List, Path)] has written
    public static List<String> options(Path woven) throws IOException {
        try (var modules = Files.list(woven)) {
            var options =
                    new ArrayList<>(
                            modules.sorted()
                                    .map(folder ->
                                            "--patch-module=%s=%s"
                                                    .formatted(folder.getFileName(), folder))
                                    .toList());
            options.add("--add-exports=java.base/dev.morgana.runtime.boot=ALL-UNNAMED");
            options.add("--add-exports=java.base/dev.morgana.runtime.net=ALL-UNNAMED,jdk.net");
            options.add("--add-exports=java.base/dev.morgana.config=ALL-UNNAMED");
            return options;
        }
    }

    private void read(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            readTree(place);
        } else {
            try (var jar = FileSystems.newFileSystem(place)) {
                readTree(jar.getPath("/"));
            }
        }
    }

    private void readTree(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                boolean ours = !name.startsWith(OUTSIDE) || name.startsWith(INSIDE);
                if (ours && name.startsWith("dev/morgana/") && name.endsWith(CLASS)) {
                    library.put(
                            name.substring(0, name.length() - CLASS.length()),
                            Files.readAllBytes(file));
                }
            }
        }
    }

    private void write(Path into) throws IOException {
        var targets = targets();
        var woven = new TreeMap<String, ClassNode>();
        for (var target : targets.entrySet()) {
            var changed = woven.get(target.getValue());
            if (changed == null) {
                changed = original(target.getValue(), targets);
            }
            var substitution = new Substitution(ours(target.getKey(), targets));
            woven.put(target.getValue(), substitution.into(changed));
        }
        for (String name : library.keySet()) {
            if (!targets.containsKey(name) && !woven.containsKey(name)) {
                store(into.resolve(BASE), ours(name, targets));
            }
        }
        for (var changed : woven.values()) {
            store(into.resolve(module(changed.name)), changed);
        }
    }

    /// Substituting classes with those that they name.
    private Map<String, String> targets() {
        var targets = new TreeMap<String, String>();
        for (var entry : library.entrySet()) {
            boolean woven = WOVEN.stream().anyMatch(entry.getKey()::startsWith);
            // A class inside of a substituting one is no substitution.
            if (woven && entry.getKey().indexOf('$') < 0) {
                var node = new ClassNode();
                new ClassReader(entry.getValue()).accept(node, ClassReader.SKIP_CODE);
                targets.put(entry.getKey(), Substitution.target(node));
            }
        }
        return targets;
    }

    private ClassNode ours(String name, Map<String, String> targets) {
        return Opened.read(Objects.requireNonNull(library.get(name)), targets);
    }

    private ClassNode original(String name, Map<String, String> targets) throws IOException {
        if (library.containsKey(name)) {
            return ours(name, targets);
        }
        var node = new ClassNode();
        new ClassReader(Files.readAllBytes(file(name))).accept(node, 0);
        return node;
    }

    private Path file(String name) throws IOException {
        return jdk.resolve("modules").resolve(module(name)).resolve(name + CLASS);
    }

    private String module(String name) throws IOException {
        if (library.containsKey(name)) {
            return BASE;
        }
        String holder = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
        try (var modules = Files.list(jdk.resolve("packages").resolve(holder))) {
            return modules.map(module -> module.getFileName().toString())
                    .filter(module ->
                            Files.exists(
                                    jdk.resolve("modules").resolve(module).resolve(name + CLASS)))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("this JDK has no class " + name));
        }
    }

    private static void store(Path folder, ClassNode node) throws IOException {
        var writer = new ClassWriter(0);
        node.accept(writer);
        Path file = folder.resolve(node.name + CLASS);
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
    }
}
