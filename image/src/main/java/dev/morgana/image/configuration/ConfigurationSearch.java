package dev.morgana.image.configuration;

import dev.morgana.config.Configuration;
import dev.morgana.image.ClassPath;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for configuration classes in class files, without loading any.
final class ConfigurationSearch {
    private static final String INTERFACE = Configuration.class.getName().replace('.', '/');

    private final ClassLoader program;

    private ConfigurationSearch(ClassLoader program) {
        this.program = program;
    }

    /// The names of the classes that implement [Configuration], themselves or by what they extend, and are not abstract, sorted.
    ///
    /// @param classes a directory or a jar
    /// @param program finds the files of classes that those extend
    static List<String> in(Path classes, ClassLoader program) throws IOException {
        var search = new ConfigurationSearch(program);
        var found = new ArrayList<String>();
        new ClassPath(List.of(classes))
                .visit((name, file) -> {
                    if (name.endsWith(".class") && search.matches(ClassFile.of().parse(file))) {
                        found.add(
                                name.substring(0, name.length() - ".class".length())
                                        .replace('/', '.'));
                    }
                });
        return found;
    }

    private boolean matches(ClassModel model) throws IOException {
        return !model.flags().has(AccessFlag.ABSTRACT) && isConfiguration(model);
    }

    private boolean isConfiguration(ClassModel model) throws IOException {
        var parents = new ArrayList<ClassEntry>(model.interfaces());
        model.superclass().ifPresent(parents::add);
        for (var parent : parents) {
            if (isConfiguration(parent.asInternalName())) {
                return true;
            }
        }
        return false;
    }

    /// The JDK's own classes are none, which spares reading them.
    private boolean isConfiguration(String name) throws IOException {
        if (name.equals(INTERFACE) || name.startsWith("java/")) {
            return name.equals(INTERFACE);
        }
        try (var file = program.getResourceAsStream(name + ".class")) {
            return file != null && isConfiguration(ClassFile.of().parse(file.readAllBytes()));
        }
    }
}
