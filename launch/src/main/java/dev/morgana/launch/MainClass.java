package dev.morgana.launch;

import dev.morgana.image.ClassPath;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// Finds the class that starts a program.
final class MainClass {
    private static final MethodTypeDesc TAKES_ARGUMENTS =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String.arrayType());
    private static final MethodTypeDesc TAKES_NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private MainClass() {}

    /// The class that the manifest of `jar` names, else the only class in `classes` (a directory or a jar) that has a `main`.
    ///
    /// @throws UsageException if there is none, or more than one
    static String find(Path classes, Optional<Path> jar) throws IOException {
        if (jar.isPresent()) {
            var named = manifest(jar.get());
            if (named.isPresent()) {
                return named.get();
            }
        }
        var candidates = candidates(classes);
        return switch (candidates.size()) {
            case 1 -> candidates.getFirst();
            case 0 ->
                    throw new UsageException("no class in %s has a main method".formatted(classes));
            default ->
                    throw new UsageException(
                            "several classes in %s have a main method; choose one with --main-class:\n  %s"
                                    .formatted(classes, String.join("\n  ", candidates)));
        };
    }

    /// Whether the directory or jar `entry` holds the class `name`.
    static boolean isIn(Path entry, String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(file));
        }
        try (var jar = new JarFile(entry.toFile())) {
            return jar.getEntry(file) != null;
        }
    }

    private static Optional<String> manifest(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest ->
                            manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .map(String::strip);
        } catch (java.util.zip.ZipException e) {
            throw new UsageException(
                    "%s is not a jar that can be read: %s".formatted(jar, e.getMessage()));
        }
    }

    /// The classes in `classes` that a JVM could start, sorted by name.
    static List<String> candidates(Path classes) throws IOException {
        var found = new ArrayList<String>();
        new ClassPath(List.of(classes))
                .visit((name, file) -> {
                    if (name.endsWith(".class") && !name.contains("META-INF/versions")) {
                        var model = ClassFile.of().parse(file);
                        if (!model.isModuleInfo() && canStart(model)) {
                            found.add(name(model.thisClass().asSymbol()));
                        }
                    }
                });
        return found;
    }

    private static String name(ClassDesc type) {
        return type.packageName().isEmpty()
                ? type.displayName()
                : type.packageName() + "." + type.displayName();
    }

    /// JLS 12.1.4: a `main` that is not private; one that is not static needs a constructor without parameters that is not private.
    private static boolean canStart(ClassModel model) {
        boolean constructible =
                model.methods().stream().anyMatch(method -> is(method, "<init>", TAKES_NOTHING));
        return model.methods().stream()
                .filter(method ->
                        is(method, "main", TAKES_ARGUMENTS) || is(method, "main", TAKES_NOTHING))
                .anyMatch(method -> method.flags().has(AccessFlag.STATIC) || constructible);
    }

    private static boolean is(MethodModel method, String name, MethodTypeDesc type) {
        return method.methodName().equalsString(name)
                && method.methodTypeSymbol().equals(type)
                && !method.flags().has(AccessFlag.PRIVATE)
                && !method.flags().has(AccessFlag.ABSTRACT);
    }
}
