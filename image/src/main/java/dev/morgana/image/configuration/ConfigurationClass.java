package dev.morgana.image.configuration;

import dev.morgana.config.Configuration;
import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Evaluation;
import dev.morgana.config.Machine;
import dev.morgana.config.SourceLine;
import dev.morgana.image.ClassPath;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The class of a program that describes its machine.
public final class ConfigurationClass {
    private static final String INTERFACE = Configuration.class.getName().replace('.', '/');

    private ConfigurationClass() {}

    /// The machine that the only configuration class in `classes` describes; empty if there is none. The class runs in this JVM, sees the
    /// program's class path and of Morgana only what a configuration is made of.
    ///
    /// @param classes the program's own classes: a directory or a jar
    /// @param classPath the program's class path
    /// @param project the folder in which relative paths of the configuration start
    /// @throws ConfigurationException if there are several, or the description is wrong
    public static Optional<Machine> evaluate(Path classes, List<Path> classPath, Path project)
            throws IOException {
        var found = find(classes);
        if (found.size() > 1) {
            throw new ConfigurationException(
                    new SourceLine(found.getFirst(), 0),
                    "%s describes the machine too: keep one configuration class"
                            .formatted(found.get(1)));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(evaluate(found.getFirst(), classPath, project));
    }

    /// The machine of a program without configuration class.
    ///
    /// @param mainClass binary name of the class that starts it
    /// @throws ConfigurationException if the class cannot be loaded
    public static Machine defaults(String mainClass, List<Path> classPath) throws IOException {
        try {
            return Machine.running(loader(classPath).loadClass(mainClass));
        } catch (ClassNotFoundException | LinkageError e) {
            throw failed(new SourceLine(mainClass, 0), e);
        }
    }

    /// Not to be closed: a description refers to classes of the program.
    private static ClassLoader loader(List<Path> classPath) throws IOException {
        var urls = new ArrayList<URL>();
        for (var entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), new Window());
    }

    private static Machine evaluate(String name, List<Path> classPath, Path project)
            throws IOException {
        var loader = loader(classPath);
        var where = new SourceLine(name, 0);
        try {
            var made = loader.loadClass(name).getDeclaredConstructor();
            made.setAccessible(true);
            return Evaluation.of((Configuration) made.newInstance(), project);
        } catch (NoSuchMethodException e) {
            throw new ConfigurationException(
                    where, "it has no constructor without parameters: give it one");
        } catch (InvocationTargetException e) {
            throw failed(where, Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(where, e);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(lineOf(name, e).orElse(where), e);
        }
    }

    private static ConfigurationException failed(SourceLine where, Throwable why) {
        var failure =
                new ConfigurationException(
                        where, "the description ends with %s: mend it there".formatted(why));
        failure.initCause(why);
        return failure;
    }

    private static Optional<SourceLine> lineOf(String name, Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(name) && frame.getFileName() != null) {
                return Optional.of(new SourceLine(frame.getFileName(), frame.getLineNumber()));
            }
        }
        return Optional.empty();
    }

    /// Shows the program's classes the JDK and the values of a configuration, and nothing else of the tool.
    private static final class Window extends ClassLoader {
        Window() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.morgana.config.") || name.startsWith("dev.morgana.wire.")) {
                return ConfigurationClass.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /// The names of the classes in a directory or jar that implement [Configuration] themselves and can be made, sorted.
    static List<String> find(Path classes) throws IOException {
        var found = new ArrayList<String>();
        new ClassPath(List.of(classes))
                .visit((name, file) -> {
                    if (name.endsWith(".class") && describesMachine(ClassFile.of().parse(file))) {
                        found.add(
                                name.substring(0, name.length() - ".class".length())
                                        .replace('/', '.'));
                    }
                });
        return found;
    }

    private static boolean describesMachine(ClassModel model) {
        return !model.flags().has(AccessFlag.ABSTRACT)
                && model.interfaces().stream()
                        .anyMatch(type -> type.asInternalName().equals(INTERFACE));
    }
}
