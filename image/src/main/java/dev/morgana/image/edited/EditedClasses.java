package dev.morgana.image.edited;

import dev.morgana.image.SortedJar;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Edited copies of classes of one module, and classes of ours that they call. The copies are made from the module that is in use: nothing of it is part of this tool.
public final class EditedClasses {
    private final Path module;
    private final ClassFile files;
    private final SortedMap<String, byte[]> classes = new TreeMap<>();

    /// @param module the folder of its packages
    /// @param hierarchy knows the superclasses of the classes that edited code names; asked before the one that knows the JDK
    public EditedClasses(Path module, ClassHierarchyResolver hierarchy) {
        this.module = module;
        this.files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                hierarchy.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /// Makes the change.
    ///
    /// @throws IllegalStateException if this is not the class that it was written for: it finds nothing to change
    public void apply(Edit edit) throws IOException {
        String name = fileName(edit.type());
        byte[] content = classes.get(name);
        if (content == null) {
            content = Files.readAllBytes(module.resolve(name));
        }
        var original = files.parse(content);
        int[] places = {0};
        byte[] result =
                files.transformClass(
                        original, edit.change().transform(original, () -> places[0]++));
        if (places[0] == 0) {
            throw new IllegalStateException(
                    "nothing to change in %s: not the version that this was written for"
                            .formatted(edit.type()));
        }
        classes.put(name, result);
    }

    /// Adds a class of ours as it is.
    public void add(Class<?> type) throws IOException {
        try (InputStream content =
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            classes.put(fileName(type.getName()), content.readAllBytes());
        }
    }

    /// Writes all to a jar.
    public void write(Path jar) throws IOException {
        SortedJar.write(jar, classes);
    }

    private static String fileName(String type) {
        return type.replace('.', '/') + ".class";
    }
}
